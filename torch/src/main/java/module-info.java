import org.jspecify.annotations.NullMarked;

/// libtorch's modules as models, their tensors filled in place.
@NullMarked
module io.fanin.torch {
    requires static transitive org.jspecify;
    requires transitive io.fanin.core;
    requires transitive org.bytedeco.pytorch;

    exports io.fanin.torch;
}
