package io.fanin.check.scale;

/// What a scale can be divided by.
enum Fan {
    IN("fan_in") {
        @Override
        double of(double in, double out) {
            return in;
        }
    },
    OUT("fan_out") {
        @Override
        double of(double in, double out) {
            return out;
        }
    },
    /// As Glorot's.
    MEAN("the mean of both fans") {
        @Override
        double of(double in, double out) {
            return (in + out) / 2;
        }
    };

    private final String text;

    Fan(String text) {
        this.text = text;
    }

    abstract double of(double in, double out);

    double of(ScaledWeight weight) {
        return of((double) weight.in(), (double) weight.out());
    }

    @Override
    public String toString() {
        return text;
    }
}
