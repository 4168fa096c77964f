package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.DeclaredShape;
import io.fanin.checkpoint.torch.Global.Function;
import io.fanin.checkpoint.torch.PickleValue.Mapping;
import io.fanin.checkpoint.torch.PickleValue.Named;
import io.fanin.checkpoint.torch.PickleValue.Other;
import io.fanin.checkpoint.torch.PickleValue.Real;
import io.fanin.checkpoint.torch.PickleValue.Sequence;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.View;
import io.fanin.checkpoint.torch.PickleValue.Whole;
import io.fanin.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// What the functions that a checkpoint's pickle calls would give. Arguments are never copied: a
/// pickle can name the same long list a million times.
final class Construction {
    /// Bytes that a tensor may claim which holds fewer, because strides of 0 repeat elements: a
    /// file of a kilobyte could claim to take years to read.
    private static final long MOST_REPEATED = 1L << 36;

    private final PickleBytes in;

    Construction(PickleBytes in) {
        this.in = in;
    }

    /// @param at where the call is
    PickleValue call(long at, Function function, List<PickleValue> arguments)
            throws BadFileException {
        Call call = new Call(at, function, arguments);
        return switch (function) {
            case ORDERED_DICT ->
                    arguments.isEmpty() ? Mapping.empty() : pairs(call, call.sequence(0));
            case COUNTER ->
                    arguments.isEmpty() ? Mapping.empty() : call.argument(0, Mapping.class, "dict");
            case SET, FROZEN_SET ->
                    arguments.isEmpty()
                            ? Sequence.empty(Sequence.Kind.SET)
                            : new Sequence(Sequence.Kind.SET, call.list(0));
            case BYTES -> arguments.isEmpty() ? new Other("b''") : call.value(0);
            case ENCODE, DEVICE, SIZE -> call.value(0);
            case COMPLEX ->
                    new Other(
                            "complex("
                                    + call.argument(0, Real.class, "float")
                                    + ", "
                                    + call.argument(1, Real.class, "float")
                                    + ")");
            case REBUILD_TENSOR, REBUILD_TENSOR_V2, REBUILD_TENSOR_V3 -> tensor(call);
            case REBUILD_PARAMETER, REBUILD_PARAMETER_WITH_STATE ->
                    call.argument(0, View.class, "tensor");
            case REBUILD_FROM_TYPE -> typed(call);
        };
    }

    /// Python 2 wrote an `OrderedDict` as a list of pairs.
    private PickleValue pairs(Call call, List<PickleValue> pairs) throws BadFileException {
        Mapping mapping = Mapping.empty();
        for (PickleValue pair : pairs) {
            if (!(pair instanceof Sequence(_, List<PickleValue> items)) || items.size() != 2) {
                throw call.wrong("takes pairs of a key and a value; got " + pair);
            }
            mapping.items().addAll(items);
        }
        return mapping;
    }

    private PickleValue typed(Call call) throws BadFileException {
        if (call.value(0) instanceof Named(_, Function function)
                && call.value(1) instanceof Named(_, Global.TensorClass _)) {
            List<PickleValue> arguments = call.sequence(2);
            switch (function) {
                case REBUILD_TENSOR, REBUILD_TENSOR_V2, REBUILD_TENSOR_V3 -> {
                    return tensor(new Call(call.at, function, arguments));
                }
                default -> {}
            }
        }
        throw call.wrong(
                "takes a function that makes a tensor, a type of tensor and the function's arguments; got "
                        + call.value(0)
                        + " and "
                        + call.value(1));
    }

    private View tensor(Call call) throws BadFileException {
        Storage storage = call.argument(0, Storage.class, "storage");
        long offset = call.argument(1, Whole.class, "whole number").value();
        List<PickleValue> sizes = call.sequence(2);
        List<PickleValue> steps = call.sequence(3);
        if (sizes.size() != steps.size() || sizes.size() > DeclaredShape.MOST_RANK) {
            throw call.wrong(
                    "takes as many strides as sizes, at most "
                            + DeclaredShape.MOST_RANK
                            + "; got "
                            + sizes.size()
                            + " sizes and "
                            + steps.size()
                            + " strides");
        }
        long[] strides = call.numbers("stride", steps);
        ElementType type = type(call, storage);
        Shape shape = DeclaredShape.check(type, call.numbers("size", sizes), call::wrong);
        long count = storage.bytes() / type.bytes();
        long extent = extent(call, shape, strides);
        if (offset < 0 || (extent > 0 && offset > count - extent)) {
            throw call.wrong(
                    "a view of shape "
                            + shape
                            + " with strides "
                            + steps
                            + " from element "
                            + offset
                            + " on needs "
                            + extent
                            + " elements; "
                            + storage
                            + " has "
                            + count);
        }
        long bytes = shape.count() * type.bytes();
        if (bytes > Math.max(MOST_REPEATED, storage.bytes())) {
            throw call.wrong(
                    "a view of shape "
                            + shape
                            + " with strides "
                            + steps
                            + " claims "
                            + bytes
                            + " bytes and repeats the "
                            + storage.bytes()
                            + " of "
                            + storage
                            + "; at most "
                            + MOST_REPEATED
                            + " are read");
        }
        return new View(
                storage,
                type,
                shape,
                steps.stream().map(step -> ((Whole) step).value()).toList(),
                extent == 0 ? storage.offset() : storage.offset() + offset * type.bytes(),
                extent * type.bytes());
    }

    /// What the seventh argument of `_rebuild_tensor_v3` says, else what the storage holds.
    private static ElementType type(Call call, Storage storage) throws BadFileException {
        if (call.function == Function.REBUILD_TENSOR_V3) {
            if (call.value(6) instanceof Named(_, Global.Dtype(ElementType type))) {
                return type;
            }
            throw call.wrong("argument 6 must be a dtype; got " + call.value(6));
        }
        Optional<ElementType> type = storage.elements();
        return type.orElseThrow(() -> call.wrong(storage + " doesn't say of what type it is"));
    }

    /// Elements from the first to the last one of a view, both included.
    private static long extent(Call call, Shape shape, long[] strides) throws BadFileException {
        if (shape.count() == 0) {
            return 0;
        }
        try {
            long last = 0;
            for (int i = 0; i < strides.length; i++) {
                long reach = Math.multiplyExact(shape.dim(i) - 1, strides[i]);
                last = Math.addExact(last, reach);
            }
            return Math.addExact(last, 1);
        } catch (ArithmeticException _) {
            throw call.wrong(
                    "the strides of a view of shape " + shape + " reach past 2^63 elements");
        }
    }

    /// A call with its place.
    private final class Call {
        private final long at;
        private final Function function;
        private final List<PickleValue> arguments;

        Call(long at, Function function, List<PickleValue> arguments) {
            this.at = at;
            this.function = function;
            this.arguments = arguments;
        }

        PickleValue value(int index) throws BadFileException {
            if (index >= arguments.size()) {
                throw wrong(
                        "got "
                                + arguments.size()
                                + " arguments; argument "
                                + index
                                + " is missing");
            }
            return arguments.get(index);
        }

        <T extends PickleValue> T argument(int index, Class<T> kind, String expected)
                throws BadFileException {
            PickleValue value = value(index);
            if (!kind.isInstance(value)) {
                throw wrong("argument " + index + " must be a " + expected + "; got " + value);
            }
            return kind.cast(value);
        }

        List<PickleValue> sequence(int index) throws BadFileException {
            return argument(index, Sequence.class, "list or tuple").items();
        }

        /// One that grows, as sets do.
        List<PickleValue> list(int index) throws BadFileException {
            if (value(index) instanceof Sequence(Sequence.Kind kind, List<PickleValue> items)
                    && kind != Sequence.Kind.TUPLE) {
                return items;
            }
            throw wrong("argument " + index + " must be a list; got " + value(index));
        }

        long[] numbers(String what, List<PickleValue> items) throws BadFileException {
            long[] numbers = new long[items.size()];
            for (int i = 0; i < numbers.length; i++) {
                if (!(items.get(i) instanceof Whole(long number)) || number < 0) {
                    throw wrong(what + " " + i + " must be at least 0; got " + items.get(i));
                }
                numbers[i] = number;
            }
            return numbers;
        }

        BadFileException wrong(String defect) {
            return in.wrong(at, function.title() + ": " + defect);
        }
    }
}
