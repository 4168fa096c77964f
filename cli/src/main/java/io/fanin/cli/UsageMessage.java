package io.fanin.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// One line that says what is wrong with a command line, and what would be right.
final class UsageMessage {
    private UsageMessage() {}

    static String of(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        return switch (e) {
            case UnmatchedArgumentException unmatched -> {
                String argument = unmatched.getUnmatched().getFirst();
                boolean option = argument.startsWith("-");
                boolean top = command.getParent() == null;
                String what = option ? "option" : top ? "command" : "argument";
                String all = option ? "all options" : top ? "all commands" : "what it takes";
                yield name
                        + " has no "
                        + what
                        + " \""
                        + argument
                        + "\""
                        + suggestion(unmatched)
                        + " ("
                        + name
                        + " --help lists "
                        + all
                        + ")";
            }
            default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        };
    }

    private static String suggestion(UnmatchedArgumentException e) {
        List<String> nearest = e.getSuggestions();
        return nearest.isEmpty() ? "" : "; did you mean \"" + nearest.getFirst() + "\"?";
    }
}
