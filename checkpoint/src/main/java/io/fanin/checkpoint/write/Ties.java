package io.fanin.checkpoint.write;

/// How a safetensors file holds tensors that share their memory. The format itself has no sharing.
public enum Ties {
    /// Once, under the first name; the metadata name the others: `lm_head.weight` =
    /// `transformer.wte.weight`. So does Hugging Face, whose loaders tie such weights again, and so
    /// does `safetensors.torch.save_model`, whose `load_model` reads those metadata.
    ONCE,
    /// Under each name, as `state_dict` lists them, for `load_state_dict(load_file(path))`.
    EACH_NAME
}
