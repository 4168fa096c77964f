package io.fanin.init;

import io.fanin.internal.require.Nearest;
import io.fanin.law.Initializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an initializer's text: `name` or `name(argument, …)`, where an argument is `value` or
/// `name=value` and a value a number or a word.
final class InitializerParser {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[+-]?(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|(?:inf|nan)\\b)");

    private final String text;
    private int at;

    InitializerParser(String text) {
        this.text = text;
    }

    Initializer parse() {
        blanks();
        int start = at;
        String function = name("the name of a function of torch.nn.init");
        List<String> names = TorchInit.SIGNATURES.get(function);
        if (names == null) {
            throw wrong(
                    start,
                    "torch.nn.init has no function \""
                            + function
                            + "\"; the nearest is "
                            + Nearest.to(function, TorchInit.SIGNATURES.keySet()));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        blanks();
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            arguments(function, names, values);
            expect(')');
        }
        blanks();
        if (at < text.length()) {
            throw wrong(at, "expected the end; found \"" + text.substring(at) + "\"");
        }
        try {
            return TorchInit.call(function, values);
        } catch (IllegalArgumentException e) {
            throw wrong(start, e.getMessage());
        }
    }

    private void arguments(String function, List<String> names, Map<String, Object> values) {
        blanks();
        if (at < text.length() && text.charAt(at) == ')') {
            return;
        }
        int position = 0;
        boolean named = false;
        do {
            blanks();
            int start = at;
            if (match(NUMBER) != null) {
                Object value = number("");
                if (named) {
                    throw wrong(start, "a number without a name can't follow a named argument");
                }
                if (position == names.size()) {
                    throw wrong(start, function + " has no more arguments; it has " + names);
                }
                put(values, names.get(position++), start, value);
                continue;
            }
            String word = name("an argument");
            blanks();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                blanks();
                requireArgument(function, names, word, start);
                put(values, word, start, value(word));
                named = true;
            } else {
                put(values, meaning(function, names, word, start), start, word);
            }
        } while (comma());
    }

    private boolean comma() {
        blanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            return true;
        }
        return false;
    }

    private void put(Map<String, Object> values, String name, int start, Object value) {
        if (values.put(name, value) != null) {
            throw wrong(start, "argument " + name + " is given twice");
        }
    }

    private void requireArgument(String function, List<String> names, String name, int start) {
        if (!names.contains(name)) {
            throw wrong(
                    start,
                    function
                            + " has no argument "
                            + name
                            + (names.isEmpty()
                                    ? "; it has none"
                                    : "; the nearest is " + Nearest.to(name, names)));
        }
    }

    /// Which argument a word without a name is.
    private String meaning(String function, List<String> names, String word, int start) {
        List<String> modes = words(FanMode.values());
        List<String> nonlinearities = words(Nonlinearity.values());
        if (names.contains("mode") && modes.contains(word)) {
            return "mode";
        }
        if (names.contains("nonlinearity") && nonlinearities.contains(word)) {
            return "nonlinearity";
        }
        if (!names.contains("nonlinearity")) {
            throw wrong(start, function + " takes numbers; found \"" + word + "\"");
        }
        List<String> known = new ArrayList<>(nonlinearities);
        known.addAll(modes);
        throw wrong(
                start,
                "\""
                        + word
                        + "\" is neither a nonlinearity nor a fan mode; the nearest is "
                        + Nearest.to(word, known));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::toString).toList();
    }

    /// A word where the argument takes one, otherwise a number.
    private Object value(String argument) {
        return switch (argument) {
            case "mode" -> word("a fan mode", words(FanMode.values()));
            case "nonlinearity" -> word("a nonlinearity", words(Nonlinearity.values()));
            default -> number("a number for " + argument);
        };
    }

    private String word(String expected, List<String> known) {
        int start = at;
        String word = name(expected);
        if (!known.contains(word)) {
            throw wrong(
                    start,
                    "expected "
                            + expected
                            + "; found \""
                            + word
                            + "\"; the nearest is "
                            + Nearest.to(word, known));
        }
        return word;
    }

    private Object number(String expected) {
        Matcher number = match(NUMBER);
        if (number == null) {
            throw unexpected(expected);
        }
        at = number.end();
        String digits = number.group();
        if (digits.matches("[+-]?[0-9]{1,18}") && !digits.matches("-0+")) {
            return Long.valueOf(digits);
        }
        return switch (digits.replace("+", "")) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.valueOf(digits);
        };
    }

    private String name(String expected) {
        Matcher name = match(NAME);
        if (name == null) {
            throw unexpected(expected);
        }
        at = name.end();
        return name.group();
    }

    private @Nullable Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private void expect(char c) {
        blanks();
        if (at >= text.length() || text.charAt(at) != c) {
            throw unexpected("\"" + c + "\"");
        }
        at++;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        return wrong(
                at,
                "expected "
                        + expected
                        + "; found "
                        + (at < text.length() ? "\"" + text.charAt(at) + "\"" : "the end"));
    }

    private IllegalArgumentException wrong(int index, @Nullable String what) {
        return new IllegalArgumentException(
                "initializer \"" + text + "\": column " + (index + 1) + ": " + what);
    }
}
