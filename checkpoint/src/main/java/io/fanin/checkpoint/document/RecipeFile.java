package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.PartFile;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.init.TorchInit;
import io.fanin.law.Initializer;
import io.fanin.plan.NamePattern;
import io.fanin.plan.Pass;
import io.fanin.plan.Recipe;
import io.fanin.plan.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Recipes as JSON files:
///
/// ```json
/// {
///   "format": "fanin-recipe",
///   "version": 1,
///   "name": "he",
///   "passes": [
///     "construction",
///     {
///       "name": "he",
///       "rules": [
///         {"layer": "Linear", "role": "weight", "initializer": "kaiming_uniform(relu)"},
///         {"layer": "Linear", "role": "bias", "initializer": "zeros"}
///       ]
///     }
///   ]
/// }
/// ```
///
/// The pass `"construction"` is what PyTorch's constructors do, `{"construction": "lm_head"}` what
/// those of that layer of the model do; `"padding rows"` zeroes the padding rows of embeddings, as
/// constructors do. A pass with the member `part`, such as `"part": "lm_head"`, visits that layer
/// of the model and those within. In a rule, `layer` is a pattern of layer types, `name` one of
/// full tensor names, `tensor` one of names within the layer; those left out mean any. `role` is
/// `weight`, `bias`, `scale` or `embedding`.
///
/// A recipe that is written and read again is equal to the first.
public final class RecipeFile {
    private static final String FORMAT = "fanin-recipe";
    private static final long VERSION = 1;
    private static final String CONSTRUCTION = new Pass.Construct().name();
    private static final String PART = "part";
    private static final String PADDING = new Pass.PaddingRows().name();

    private RecipeFile() {}

    /// @throws BadFileException if the file is no recipe of a version that is read
    /// @throws IOException if it can't be read
    public static Recipe read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream);
        }
    }

    /// @param name how messages call it
    public static Recipe read(String name, InputStream stream) throws IOException {
        JsonValue json = JsonValue.read(name, stream);
        Checked.format(json, FORMAT, VERSION);
        json.requireOnly(List.of("format", "version", "name", "passes"));
        List<Pass> passes = new ArrayList<>();
        for (JsonValue each : json.get("passes").items()) {
            passes.add(pass(each));
        }
        String recipe = json.get("name").text();
        return Checked.at(json, () -> new Recipe(recipe, List.copyOf(passes)));
    }

    private static Pass pass(JsonValue json) throws BadFileException {
        if (!json.isObject()) {
            if (json.isText() && json.text().equals(CONSTRUCTION)) {
                return new Pass.Construct();
            }
            if (json.isText() && json.text().equals(PADDING)) {
                return new Pass.PaddingRows();
            }
            throw json.wrong(
                    '"'
                            + CONSTRUCTION
                            + "\", \""
                            + PADDING
                            + "\" or an object with name and rules");
        }
        if (json.has(CONSTRUCTION)) {
            json.requireOnly(List.of(CONSTRUCTION));
            return new Pass.Construct(Optional.of(json.get(CONSTRUCTION).text()));
        }
        json.requireOnly(List.of("name", PART, "rules"));
        List<Rule> rules = new ArrayList<>();
        for (JsonValue each : json.get("rules").items()) {
            rules.add(rule(each));
        }
        String name = json.get("name").text();
        Optional<String> part =
                json.has(PART) ? Optional.of(json.get(PART).text()) : Optional.empty();
        return Checked.at(json, () -> new Pass.Apply(name, part, List.copyOf(rules)));
    }

    private static Rule rule(JsonValue json) throws BadFileException {
        json.requireOnly(List.of("layer", "name", "tensor", "role", "initializer"));
        NamePattern layer = pattern(json, "layer");
        NamePattern name = pattern(json, "name");
        NamePattern tensor = pattern(json, "tensor");
        Initializer initializer = Checked.text(json.get("initializer"), TorchInit::parse);
        return new Rule(layer, name, tensor, Checked.role(json), initializer);
    }

    private static NamePattern pattern(JsonValue json, String member) throws BadFileException {
        return json.has(member)
                ? Checked.text(json.get(member), NamePattern::new)
                : NamePattern.ANY;
    }

    /// Writes a recipe; the file appears under its name only when it is complete.
    public static void write(Recipe recipe, Path file) throws IOException {
        PartFile.write(file, write(recipe));
    }

    /// The recipe as JSON, one rule a line.
    ///
    /// @throws IllegalArgumentException if an initializer has no text, as one of your own class
    public static String write(Recipe recipe) {
        List<String> passes = recipe.passes().stream().map(RecipeFile::write).toList();
        return "{\n  \"format\": \""
                + FORMAT
                + "\",\n  \"version\": "
                + VERSION
                + ",\n  \"name\": "
                + JsonLine.quoted(recipe.name())
                + ",\n  \"passes\": ["
                + JsonLine.list(passes, "    ")
                + "]\n}\n";
    }

    private static String write(Pass pass) {
        return switch (pass) {
            case Pass.Construct(Optional<String> part) ->
                    part.map(layer -> new JsonLine().text(CONSTRUCTION, layer).toString())
                            .orElse(JsonLine.quoted(CONSTRUCTION));
            case Pass.PaddingRows padding -> JsonLine.quoted(padding.name());
            case Pass.Apply(String name, Optional<String> part, List<Rule> rules) ->
                    "{\n      \"name\": "
                            + JsonLine.quoted(name)
                            + part.map(layer ->
                                            ",\n      \"" + PART + "\": " + JsonLine.quoted(layer))
                                    .orElse("")
                            + ",\n      \"rules\": ["
                            + JsonLine.list(
                                    rules.stream().map(RecipeFile::write).toList(), "        ")
                            + "]\n    }";
        };
    }

    private static String write(Rule rule) {
        JsonLine line = new JsonLine();
        pattern(line, "layer", rule.layer());
        pattern(line, "name", rule.name());
        pattern(line, "tensor", rule.tensor());
        rule.role().ifPresent(role -> line.text("role", role.toString()));
        return line.text("initializer", TorchInit.text(rule.initializer())).toString();
    }

    private static void pattern(JsonLine line, String member, NamePattern pattern) {
        if (!pattern.equals(NamePattern.ANY)) {
            line.text(member, pattern.text());
        }
    }
}
