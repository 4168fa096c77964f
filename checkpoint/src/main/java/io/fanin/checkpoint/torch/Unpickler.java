package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.torch.PickleValue.Mapping;
import io.fanin.checkpoint.torch.PickleValue.Named;
import io.fanin.checkpoint.torch.PickleValue.Other;
import io.fanin.checkpoint.torch.PickleValue.Real;
import io.fanin.checkpoint.torch.PickleValue.Sequence;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.Text;
import io.fanin.checkpoint.torch.PickleValue.View;
import io.fanin.checkpoint.torch.PickleValue.Whole;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Reads one pickle: the stack machine of Python's `pickletools`, cut down to what checkpoints are
/// made of, in protocols 2 to 5. It can make the kinds of [PickleValue] and nothing else.
///
/// Memory is in proportion to the pickle: each opcode makes one value at most.
final class Unpickler {
    private static final int HIGHEST_PROTOCOL = 5;

    /// Values and memos of the largest pickle: over 200,000 tensors, or 500 MB of heap at the very
    /// worst.
    private static final int MOST_VALUES = 1 << 23;

    /// As many characters count as one more value.
    private static final int TEXT_PER_VALUE = 64;

    private final PickleBytes in;
    private final Construction construction;
    private final Map<Long, PickleValue> memo = new HashMap<>();
    private final List<List<PickleValue>> outer = new ArrayList<>();
    private List<PickleValue> stack = new ArrayList<>();
    private final Map<String, Storage> storages = new HashMap<>();
    private int values;

    /// Where the present opcode is.
    private long at;

    Unpickler(PickleBytes in) {
        this.in = in;
        this.construction = new Construction(in);
    }

    /// Reads to the end of the pickle, and no further.
    PickleValue read() throws BadFileException {
        while (true) {
            at = in.position();
            int opcode = in.u1();
            if (opcode == '.') {
                return result();
            }
            step(opcode);
        }
    }

    /// The storages that the pickle refers to, by key, as it first does.
    Map<String, Storage> storages() {
        return storages;
    }

    private PickleValue result() throws BadFileException {
        PickleValue result = pop();
        if (!stack.isEmpty() || !outer.isEmpty()) {
            throw wrong("the pickle ends with more than its result on the stack");
        }
        return result;
    }

    private void step(int opcode) throws BadFileException {
        switch (opcode) {
            case 0x80 -> protocol(); // PROTO
            case 0x95 -> frame(); // FRAME
            case '(' -> mark(); // MARK
            case '0' -> discard(); // POP
            case '1' -> popMark(); // POP_MARK
            case 'N' -> push(Other.NONE); // NONE
            case 0x88 -> push(Other.TRUE); // NEWTRUE
            case 0x89 -> push(Other.FALSE); // NEWFALSE
            case 'J' -> push(new Whole(in.i4())); // BININT
            case 'K' -> push(new Whole(in.u1())); // BININT1
            case 'M' -> push(new Whole(in.u2())); // BININT2
            case 0x8a -> push(integer(in.bytes(in.u1()))); // LONG1
            case 'G' -> push(new Real(in.f8())); // BINFLOAT
            case 'X' -> push(text(in.u4())); // BINUNICODE
            case 0x8c -> push(text(in.u1())); // SHORT_BINUNICODE
            case 0x8d -> push(text(in.i8())); // BINUNICODE8
            case 'T' -> push(text(in.u4())); // BINSTRING, Python 2's str
            case 'U' -> push(text(in.u1())); // SHORT_BINSTRING
            case 'B' -> push(bytes(in.u4())); // BINBYTES
            case 'C' -> push(bytes(in.u1())); // SHORT_BINBYTES
            case 0x8e -> push(bytes(in.i8())); // BINBYTES8
            case '}' -> push(Mapping.empty()); // EMPTY_DICT
            case ']' -> push(Sequence.empty(Sequence.Kind.LIST)); // EMPTY_LIST
            case 0x8f -> push(Sequence.empty(Sequence.Kind.SET)); // EMPTY_SET
            case ')' -> push(Sequence.tuple(List.of())); // EMPTY_TUPLE
            case 0x85 -> tuple(1); // TUPLE1
            case 0x86 -> tuple(2); // TUPLE2
            case 0x87 -> tuple(3); // TUPLE3
            case 't' -> push(Sequence.tuple(List.copyOf(popMark()))); // TUPLE
            case 0x91 -> frozenSet(); // FROZENSET
            case 'a' -> append(List.of(pop()), Sequence.Kind.LIST); // APPEND
            case 'e' -> append(popMark(), Sequence.Kind.LIST); // APPENDS
            case 0x90 -> append(popMark(), Sequence.Kind.SET); // ADDITEMS
            case 's' -> setItems(popTwo()); // SETITEM
            case 'u' -> setItems(popMark()); // SETITEMS
            case 'q' -> memoize(in.u1()); // BINPUT
            case 'r' -> memoize(in.u4()); // LONG_BINPUT
            case 0x94 -> memoize(memo.size()); // MEMOIZE
            case 'h' -> recall(in.u1()); // BINGET
            case 'j' -> recall(in.u4()); // LONG_BINGET
            case 'c' -> global(in.line() + "." + in.line()); // GLOBAL
            case 0x93 -> stackGlobal(); // STACK_GLOBAL
            case 'i' -> { // INST
                global(in.line() + "." + in.line());
                throw instance("INST");
            }
            case 'o' -> throw instance("OBJ");
            case 0x81 -> throw instance("NEWOBJ");
            case 0x92 -> throw instance("NEWOBJ_EX");
            case 'Q' -> storage(); // BINPERSID
            case 'R' -> reduce(); // REDUCE
            case 'b' -> build(); // BUILD
            default ->
                    throw wrong(
                            "opcode 0x"
                                    + HexFormat.of().toHexDigits((byte) opcode)
                                    + " is none of those that torch.save writes");
        }
    }

    private void protocol() throws BadFileException {
        int protocol = in.u1();
        if (protocol > HIGHEST_PROTOCOL) {
            throw wrong(
                    "pickle protocol "
                            + protocol
                            + " is not known; the highest is "
                            + HIGHEST_PROTOCOL);
        }
    }

    private void frame() throws BadFileException {
        long length = in.i8();
        if (length < 0 || length > in.left()) {
            throw wrong(
                    "a frame of "
                            + Long.toUnsignedString(length)
                            + " bytes; "
                            + in.left()
                            + " are left");
        }
    }

    private static PickleValue integer(byte[] littleEndian) {
        if (littleEndian.length == 0) {
            return new Whole(0);
        }
        for (int i = 0, j = littleEndian.length - 1; i < j; i++, j--) {
            byte b = littleEndian[i];
            littleEndian[i] = littleEndian[j];
            littleEndian[j] = b;
        }
        BigInteger value = new BigInteger(littleEndian);
        return value.bitLength() < Long.SIZE
                ? new Whole(value.longValue())
                : new Other(value.toString());
    }

    private PickleValue text(long length) throws BadFileException {
        count(length / TEXT_PER_VALUE);
        return new Text(in.text(length));
    }

    private PickleValue bytes(long length) throws BadFileException {
        count(length / TEXT_PER_VALUE);
        return new Other("b" + new Text(new String(in.bytes(length), StandardCharsets.ISO_8859_1)));
    }

    private void push(PickleValue value) throws BadFileException {
        count(1);
        stack.add(value);
    }

    private void count(long more) throws BadFileException {
        values += Math.clamp(more, 0, MOST_VALUES);
        if (values > MOST_VALUES) {
            throw wrong(
                    "the pickle holds more than "
                            + MOST_VALUES
                            + " values; what is large belongs in tensors");
        }
    }

    private PickleValue top() throws BadFileException {
        if (stack.isEmpty()) {
            throw wrong("takes a value from an empty stack");
        }
        return stack.getLast();
    }

    private PickleValue pop() throws BadFileException {
        PickleValue value = top();
        stack.removeLast();
        return value;
    }

    private List<PickleValue> popTwo() throws BadFileException {
        PickleValue second = pop();
        return List.of(pop(), second);
    }

    private void mark() throws BadFileException {
        count(1);
        outer.add(stack);
        stack = new ArrayList<>(0);
    }

    private List<PickleValue> popMark() throws BadFileException {
        if (outer.isEmpty()) {
            throw wrong("takes values up to a mark, but there is none");
        }
        List<PickleValue> items = stack;
        stack = outer.removeLast();
        return items;
    }

    /// Python discards a mark by POP too.
    private void discard() throws BadFileException {
        if (stack.isEmpty()) {
            popMark();
        } else {
            pop();
        }
    }

    private void tuple(int size) throws BadFileException {
        PickleValue[] items = new PickleValue[size];
        for (int i = size - 1; i >= 0; i--) {
            items[i] = pop();
        }
        push(Sequence.tuple(List.of(items)));
    }

    private void frozenSet() throws BadFileException {
        push(new Sequence(Sequence.Kind.SET, popMark()));
    }

    private void append(List<PickleValue> items, Sequence.Kind kind) throws BadFileException {
        if (!(top() instanceof Sequence(Sequence.Kind found, List<PickleValue> all))
                || found != kind) {
            throw wrong("adds items to " + top() + ", which takes none");
        }
        all.addAll(items);
    }

    private void setItems(List<PickleValue> items) throws BadFileException {
        if (!(top() instanceof Mapping mapping)) {
            throw wrong("sets items of " + top() + ", which has none");
        }
        if (items.size() % 2 != 0) {
            throw wrong("sets items of a dict from " + items.size() + " keys and values");
        }
        mapping.items().addAll(items);
    }

    private void memoize(long index) throws BadFileException {
        count(1);
        memo.put(index, top());
    }

    private void recall(long index) throws BadFileException {
        PickleValue value = memo.get(index);
        if (value == null) {
            throw wrong("refers to memo " + index + ", which is not set");
        }
        push(value);
    }

    private void global(String name) throws BadFileException {
        push(
                new Named(
                        name,
                        Global.of(name)
                                .orElseThrow(() ->
                                        wrong(
                                                Quoted.line(name)
                                                        + " is not a thing a checkpoint needs; nothing was run"
                                                        + advice(name)))));
    }

    private void stackGlobal() throws BadFileException {
        if (!(pop() instanceof Text(String name)) || !(pop() instanceof Text(String module))) {
            throw wrong("a global's module and name must be strings");
        }
        global(module + "." + name);
    }

    /// Names of classes begin with a capital: most likely a model was saved as an object.
    private static String advice(String name) {
        int last = name.lastIndexOf('.') + 1;
        return last < name.length() && Character.isUpperCase(name.charAt(last))
                ? "; of a model as an object save its values alone: torch.save(model.state_dict(), ...)"
                : "";
    }

    private BadFileException instance(String opcode) {
        return wrong(
                "opcode "
                        + opcode
                        + " makes an object of a class, which a checkpoint doesn't need; nothing was run");
    }

    private void storage() throws BadFileException {
        Storage storage = StorageReference.read(in, at, pop());
        storages.putIfAbsent(storage.key(), storage);
        push(storage);
    }

    private void reduce() throws BadFileException {
        PickleValue arguments = pop();
        PickleValue callable = pop();
        if (!(callable instanceof Named(_, Global.Function function))
                || !(arguments instanceof Sequence(Sequence.Kind kind, List<PickleValue> items))
                || kind != Sequence.Kind.TUPLE) {
            throw wrong("calls " + callable + " with " + arguments + "; nothing was run");
        }
        PickleValue made = construction.call(at, function, items);
        push(made);
        switch (made) {
            case Mapping mapping -> count(mapping.size());
            case View view -> count(view.shape().rank());
            default -> {}
        }
    }

    /// The attributes of a state_dict, such as `_metadata`, are left out.
    private void build() throws BadFileException {
        pop();
        if (!(top() instanceof Mapping)) {
            throw wrong("sets attributes of " + top() + "; only a state_dict has some");
        }
    }

    private BadFileException wrong(String defect) {
        return in.wrong(at, defect);
    }
}
