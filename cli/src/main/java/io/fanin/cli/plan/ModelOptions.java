package io.fanin.cli.plan;

import io.fanin.checkpoint.document.HuggingFaceConfig;
import io.fanin.checkpoint.document.RecipeFile;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.SeedConverter;
import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.plan.IdleRule;
import io.fanin.plan.Pass;
import io.fanin.plan.Plan;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipe;
import io.fanin.plan.Recipes;
import io.fanin.plan.Rule;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name a model and say how it is initialized, the same for every verb.
public final class ModelOptions {
    public static final String ARCH = "--arch";
    public static final String CONFIG = "--config";
    public static final String RULE = "--rule";
    public static final String SEED = "--seed";
    private static final String RULES = "rules";

    @Option(
            names = ARCH,
            paramLabel = "NAME",
            description =
                    "the model: mlp:2,4,1 (sizes), lenet5, alexnet, vgg11 to vgg19 and vgg11_bn to vgg19_bn, resnet18"
                            + " to resnet152, mobilenet_v2, vit_b_16, gpt2 or llama")
    private @Nullable String architecture;

    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            description =
                    "the model that Hugging Face's config.json describes: gpt2 or llama of any size")
    private @Nullable Path config;

    @Option(
            names = "--recipe",
            paramLabel = "NAME|FILE",
            description =
                    "how it is initialized: pytorch-default (if nothing is said), zero, random, xavier, he,"
                            + " torchvision, gpt2 or llama, or a file")
    private @Nullable String recipe;

    @Option(
            names = RULE,
            paramLabel = "PATTERN=INITIALIZER",
            description =
                    "tensors filled otherwise, after the recipe, such as 'head.*=normal(std=0.02)'; the first rule"
                            + " that means a tensor counts")
    private List<Rule> rules = List.of();

    @Option(
            names = "--no-construction",
            description = "leave out what PyTorch's constructors draw; what is never filled is 0")
    private boolean withoutConstruction;

    @Option(
            names = SEED,
            paramLabel = "SEED",
            converter = SeedConverter.class,
            description = "what torch.manual_seed takes")
    private @Nullable Long seed;

    @Option(
            names = "--torch",
            paramLabel = "VERSION",
            defaultValue = "2.10",
            description =
                    "the PyTorch whose bits are meant: 1.13 or ${DEFAULT-VALUE} (if nothing is said)")
    private TorchVersion version = TorchVersion.V2_10;

    @Option(
            names = "--dtype",
            paramLabel = "DTYPE",
            description =
                    "the dtype stored: f32, f64, f16 or bf16; if nothing is said, the model's own. Values are drawn"
                            + " in the model's own dtype, then rounded")
    private @Nullable DType stored;

    @Option(
            names = "--draw-dtype",
            paramLabel = "DTYPE",
            description = "the dtype drawn in; if nothing is said, the model's own")
    private @Nullable DType drawn;

    /// The options that make a plan, but for the seed.
    public static String[] ofThePlan() {
        return new String[] {
            "--recipe", RULE, "--no-construction", "--torch", "--dtype", "--draw-dtype"
        };
    }

    public List<Rule> rules() {
        return rules;
    }

    public TorchVersion version() {
        return version;
    }

    public Optional<DType> drawn() {
        return Optional.ofNullable(drawn);
    }

    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /// The model's plan, and the rules of the recipe that do nothing to it.
    public record Planned(Plan plan, Supplier<List<IdleRule>> idle) {}

    /// @throws IOException if the recipe's file can't be read, or is wrong
    public Planned plan(GivenOptions given) throws IOException {
        try {
            Layer model =
                    config == null
                            ? Architectures.named(String.valueOf(architecture))
                            : HuggingFaceConfig.read(config);
            String name = architecture == null ? model.type() : architecture;
            Recipe recipe = recipe(model);
            Planner planner = new Planner(version, seed(), Optional.ofNullable(stored), drawn());
            return new Planned(
                    planner.plan(name, model, recipe), () -> planner.idle(model, recipe));
        } catch (IllegalArgumentException e) {
            throw given.refused(e);
        }
    }

    private Recipe recipe(Layer model) throws IOException {
        Recipe base = named(recipe == null ? "pytorch-default" : recipe, model);
        if (withoutConstruction) {
            base = base.withoutConstruction();
        }
        return rules.isEmpty() ? base : base.then(new Pass.Apply(RULES, rules));
    }

    /// A name that is built in goes before a file of that name.
    private static Recipe named(String name, Layer model) throws IOException {
        boolean isFile = name.endsWith(".json") || Files.exists(Path.of(name));
        return isFile && !Recipes.names().contains(name)
                ? RecipeFile.read(Path.of(name))
                : Recipes.of(name, model);
    }
}
