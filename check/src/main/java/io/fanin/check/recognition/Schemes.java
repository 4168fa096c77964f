package io.fanin.check.recognition;

import io.fanin.init.FanMode;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.model.inference.LayerGuess;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The schemes that people use, with the laws that they give a tensor.
final class Schemes {
    /// What PyTorch's constructor leaves.
    static final String DEFAULT = "pytorch-default";

    /// Layers that add to a residual stream, as models call them.
    private static final Set<String> RESIDUAL =
            Set.of("c_proj", "out_proj", "o_proj", "down_proj", "wo", "w2", "fc2", "dense_4h_to_h");

    private final Shape shape;
    private final LayerGuess guess;
    private final List<Scheme> found = new ArrayList<>();

    private Schemes(Shape shape, LayerGuess guess) {
        this.shape = shape;
        this.guess = guess;
    }

    static List<Scheme> of(Sample sample, LayerGuess guess) {
        Schemes schemes = new Schemes(sample.figures().shape(), guess);
        schemes.construction();
        schemes.fans();
        if (guess.role().equals(Optional.of(Role.BIAS))) {
            schemes.bias();
        }
        String layer = guess.layer().substring(guess.layer().lastIndexOf('.') + 1);
        schemes.found.addAll(NumberSchemes.of(sample, RESIDUAL.contains(layer)));
        return schemes.found.stream().map(schemes::inItsPlace).toList();
    }

    private void construction() {
        construction(shape, guess)
                .filter(Law::isRandom)
                .ifPresent(law -> found.add(new Scheme(DEFAULT, law, 10)));
    }

    /// The law of what PyTorch's constructor leaves.
    static Optional<Law> construction(Shape shape, LayerGuess guess) {
        try {
            return guess.construction().map(each -> each.law(shape));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // the guess is of another shape
        }
    }

    private void fans() {
        if (shape.rank() < 2) {
            return;
        }
        found.addAll(FanSchemes.of(shape));
        if (guess.role().equals(Optional.of(Role.EMBEDDING))) {
            double std = 1 / Math.sqrt((double) shape.dim(1));
            found.add(new Scheme("normal(std=1/√dim)", new Normal(0, std), 3));
        }
    }

    /// PyTorch takes the bias's bound from its weight's fan_in.
    private void bias() {
        guess.candidates().stream()
                .flatMap(layer -> layer.parameters().stream())
                .filter(each -> each.role() == Role.WEIGHT && each.shape().rank() >= 2)
                .map(Parameter::shape)
                .distinct()
                .forEach(weight -> {
                    bias("fan_in", FanMode.FAN_IN.of(weight), 2);
                    bias("fan_out", FanMode.FAN_OUT.of(weight), 0.2);
                });
    }

    private void bias(String mode, long fan, double weight) {
        double bound = 1 / Math.sqrt((double) fan);
        found.add(new Scheme("uniform(±1/√" + mode + ")", new Uniform(-bound, bound), weight));
    }

    /// Biases and scales are hardly ever normal, and embeddings have no fans.
    private Scheme inItsPlace(Scheme scheme) {
        if (scheme.name().equals(DEFAULT) || guess.role().isEmpty()) {
            return scheme;
        }
        boolean isUniform = scheme.law() instanceof Uniform;
        return switch (guess.role().get()) {
            case BIAS, SCALE -> isUniform ? scheme : scheme.times(0.05);
            case EMBEDDING -> scheme.name().contains("fan") ? scheme.times(0.2) : scheme;
            case WEIGHT -> scheme;
        };
    }
}
