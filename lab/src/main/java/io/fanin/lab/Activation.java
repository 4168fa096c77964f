package io.fanin.lab;

/// The function after the hidden layer.
public enum Activation {
    RELU("ReLU"),
    TANH("tanh");

    private final String title;

    Activation(String title) {
        this.title = title;
    }

    /// Such as `ReLU`.
    @Override
    public String toString() {
        return title;
    }
}
