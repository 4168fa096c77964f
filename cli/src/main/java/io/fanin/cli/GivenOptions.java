package io.fanin.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Which options a command line gives, and what of that does not go together.
public final class GivenOptions {
    private final CommandSpec spec;

    /// @param spec of a command that was parsed
    public GivenOptions(CommandSpec spec) {
        this.spec = spec;
    }

    public boolean has(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /// The one of them that is given.
    ///
    /// @throws ParameterException if it is none, or more than one
    public String requireOne(String... options) {
        List<String> given = Arrays.stream(options).filter(this::has).toList();
        String all = String.join(", ", options);
        return switch (given.size()) {
            case 0 -> throw wrong("needs one of " + all);
            case 1 -> given.getFirst();
            default ->
                    throw wrong(
                            "takes only one of " + all + "; got " + String.join(" and ", given));
        };
    }

    /// @param reason why the options can't be there, with the remedy
    /// @throws ParameterException if one of them is given
    public void refuse(String reason, String... options) {
        for (String option : options) {
            if (has(option)) {
                throw wrong("can't use " + option + ": " + reason);
            }
        }
    }

    /// @throws ParameterException if `option` is given without `other`
    public void requireWith(String option, String other) {
        if (has(option) && !has(other)) {
            throw wrong(option + " needs " + other);
        }
    }

    /// What is wrong with the command line, which the command's name precedes.
    public ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), spec.qualifiedName() + " " + message);
    }

    /// What the library refuses of what the options say.
    public ParameterException refused(IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
}
