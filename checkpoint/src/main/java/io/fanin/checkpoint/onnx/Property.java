package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.BadFileException;

/// A `StringStringEntryProto`.
record Property(String key, String value) {
    static Property read(WireReader message) throws BadFileException {
        String key = "";
        String value = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> key = message.text();
                case 2 -> value = message.text();
                default -> {}
            }
        }
        return new Property(key, value);
    }
}
