package io.fanin.init;

import io.fanin.tensor.Shape;

/// What the two Xavier schemes share.
final class Xavier {
    private Xavier() {}

    static double std(double gain, Shape shape) {
        long fans = FanMode.FAN_IN.of(shape) + FanMode.FAN_OUT.of(shape);
        return shape.count() == 0 ? 0 : gain * Math.sqrt(2.0 / (double) fans);
    }
}
