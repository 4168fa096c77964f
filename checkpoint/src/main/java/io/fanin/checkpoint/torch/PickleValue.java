package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.internal.python.PythonText;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a pickle of a checkpoint can hold. Lists and mappings are filled while the pickle is read;
/// what a pickle refers to several times is one object here too. As text they are what messages
/// show.
sealed interface PickleValue {
    record Text(String value) implements PickleValue {
        @Override
        public String toString() {
            return Quoted.of(value);
        }
    }

    record Whole(long value) implements PickleValue {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    record Real(double value) implements PickleValue {
        @Override
        public String toString() {
            return PythonText.decimal(value);
        }
    }

    /// `None`, a boolean, an integer past 64 bits, bytes: what is only printed.
    record Other(String text) implements PickleValue {
        static final Other NONE = new Other("None");
        static final Other TRUE = new Other("True");
        static final Other FALSE = new Other("False");

        @Override
        public String toString() {
            return Quoted.line(text);
        }
    }

    /// A list, set, tuple or `torch.Size`.
    record Sequence(Kind kind, List<PickleValue> items) implements PickleValue {
        enum Kind {
            LIST,
            SET,
            TUPLE
        }

        static Sequence empty(Kind kind) {
            return new Sequence(kind, new ArrayList<>(0));
        }

        static Sequence tuple(List<PickleValue> items) {
            return new Sequence(Kind.TUPLE, items);
        }

        @Override
        public String toString() {
            return "a " + kind.name().toLowerCase(Locale.ROOT) + " of " + items.size();
        }
    }

    /// A dict or `OrderedDict`.
    ///
    /// @param items keys and values in turn; a key that comes twice is here twice
    record Mapping(List<PickleValue> items) implements PickleValue {
        static Mapping empty() {
            return new Mapping(new ArrayList<>(0));
        }

        int size() {
            return items.size() / 2;
        }

        @Override
        public String toString() {
            return "a dict of " + size();
        }
    }

    /// A function or type that checkpoints refer to.
    record Named(String name, Global global) implements PickleValue {
        @Override
        public String toString() {
            return Quoted.line(name);
        }
    }

    /// Memory that tensors are views of, or a part of it.
    ///
    /// @param key by which the file knows the whole memory
    /// @param elements the type of its elements; without one they are bytes
    /// @param offset of the part in the whole, in bytes
    /// @param bytes of the part
    /// @param whole the bytes of the whole
    record Storage(String key, Optional<ElementType> elements, long offset, long bytes, long whole)
            implements PickleValue {
        @Override
        public String toString() {
            return "storage " + Quoted.of(key);
        }
    }

    /// A tensor: a view of a storage, in whose bounds it lies.
    ///
    /// @param offset of the first element from the start of the whole storage, in bytes
    /// @param extent bytes from the first element to the end of the last
    record View(
            Storage storage,
            ElementType type,
            Shape shape,
            List<Long> strides,
            long offset,
            long extent)
            implements PickleValue {
        @Override
        public String toString() {
            return "a tensor of shape " + shape;
        }
    }
}
