package io.fanin.check.untrained;

import io.fanin.check.law.LawTest;
import io.fanin.check.recognition.Recognizer;
import io.fanin.check.report.Recognition;
import io.fanin.check.rule.Digest;
import io.fanin.check.rule.Subject;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Scan;
import io.fanin.model.inference.LayerGuess;
import io.fanin.model.inference.LayerInference;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Tensors as a check sees them.
final class Subjects {
    static final Recognizer RECOGNIZER = new Recognizer(new LawTest(TorchVersion.V1_13));

    private Subjects() {}

    static Subject of(String name, Tensor tensor) {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(name, tensor.shape());
        return of(name, tensor, LayerInference.infer(shapes));
    }

    private static Subject of(String name, Tensor tensor, Map<String, LayerGuess> guesses) {
        LayerGuess guess = Objects.requireNonNull(guesses.get(name));
        Figures figures = Scan.of(tensor);
        Recognition recognition = RECOGNIZER.of(tensor, figures, guess);
        return new Subject(name, name, tensor, guess, figures, recognition);
    }

    /// What is kept of a file's tensors.
    static List<Digest> digests(SequencedMap<String, Tensor> file) {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        file.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        Map<String, LayerGuess> guesses = LayerInference.infer(shapes);
        return file.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), guesses).digest())
                .toList();
    }
}
