package io.fanin.model.python;

import io.fanin.model.python.PythonValue.Call;
import io.fanin.model.python.PythonValue.Dict;
import io.fanin.model.python.PythonValue.Flag;
import io.fanin.model.python.PythonValue.Name;
import io.fanin.model.python.PythonValue.None;
import io.fanin.model.python.PythonValue.Numeral;
import io.fanin.model.python.PythonValue.Sequence;
import io.fanin.model.python.PythonValue.Text;
import io.fanin.model.python.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads one Python expression of literals and calls.
///
///     value := number | string | name | call | "(" value, … ")" | "[" value, … "]"
///            | "{" value ":" value, … "}"
///     call  := name "(" value, … name "=" value, … ")"
final class PythonParser {
    private static final int MOST_LEVELS = 200;

    private final Source source;
    private final Tokenizer tokenizer;
    private Token token;
    private int level;

    PythonParser(Source source) {
        this.source = source;
        this.tokenizer = new Tokenizer(source);
        this.token = tokenizer.next();
    }

    PythonValue parse() {
        PythonValue value = value();
        if (token.kind() != Kind.END) {
            throw expected("the end of the text");
        }
        return value;
    }

    private Source.PlacedException expected(String what) {
        return source.error(token.at(), "expected " + what + "; found " + token);
    }

    private Token take() {
        Token taken = token;
        token = tokenizer.next();
        return taken;
    }

    /// Takes the symbol if it is next.
    private boolean took(String symbol) {
        boolean is = token.is(symbol);
        if (is) {
            take();
        }
        return is;
    }

    private PythonValue value() {
        int at = token.at();
        return switch (token.kind()) {
            case INT, DECIMAL -> numeral(at, false);
            case STRING -> new Text(at, take().text());
            case NAME -> named();
            case SYMBOL -> symbol(at);
            case END -> throw expected("a value");
        };
    }

    private PythonValue symbol(int at) {
        return switch (token.text()) {
            case "(" -> parenthesis(at);
            case "[" -> {
                List<PythonValue> items = new ArrayList<>();
                list("]", () -> items.add(value()));
                yield new Sequence(at, false, items);
            }
            case "{" -> {
                List<Dict.Entry> entries = new ArrayList<>();
                list("}", () -> entries.add(entry()));
                yield new Dict(at, entries);
            }
            case "-", "+" -> signed(at);
            default -> throw expected("a value");
        };
    }

    private PythonValue signed(int at) {
        boolean negative = take().text().equals("-");
        if (token.kind() != Kind.INT && token.kind() != Kind.DECIMAL) {
            throw expected("a number after the sign");
        }
        return numeral(at, negative);
    }

    private PythonValue numeral(int at, boolean negative) {
        Token number = take();
        String digits = (negative ? "-" : "") + number.text().replace("_", "");
        if (number.kind() == Kind.DECIMAL) {
            double value = Double.parseDouble(digits);
            if (Double.isInfinite(value)) {
                throw source.error(at, "expected a finite float; found " + Source.shown(digits));
            }
            return new Numeral(at, value);
        }
        try {
            return new Numeral(at, Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw source.error(
                    at, "expected an int of at most 64 bits; found " + Source.shown(digits));
        }
    }

    private PythonValue parenthesis(int at) {
        List<PythonValue> items = new ArrayList<>();
        boolean comma = list(")", () -> items.add(value()));
        return items.size() == 1 && !comma ? items.getFirst() : new Sequence(at, true, items);
    }

    private Dict.Entry entry() {
        PythonValue key = value();
        if (!took(":")) {
            throw expected("\":\"");
        }
        return new Dict.Entry(key, value());
    }

    private PythonValue named() {
        Token first = take();
        StringBuilder name = new StringBuilder(first.text());
        while (took(".")) {
            if (token.kind() != Kind.NAME) {
                throw expected("a name after \".\"");
            }
            name.append('.').append(take().text());
        }
        if (token.is("(")) {
            return call(first.at(), name.toString());
        }
        return switch (name.toString()) {
            case "None" -> new None(first.at());
            case "True" -> new Flag(first.at(), true);
            case "False" -> new Flag(first.at(), false);
            default -> new Name(first.at(), name.toString());
        };
    }

    private PythonValue call(int at, String function) {
        List<PythonValue> positional = new ArrayList<>();
        List<Call.Keyword> keywords = new ArrayList<>();
        list(")", () -> argument(positional, keywords));
        return new Call(at, function, positional, keywords);
    }

    private void argument(List<PythonValue> positional, List<Call.Keyword> keywords) {
        PythonValue value = value();
        if (value instanceof Name(int at, String name) && !name.contains(".") && took("=")) {
            keywords.add(new Call.Keyword(at, name, value()));
        } else if (keywords.isEmpty()) {
            positional.add(value);
        } else {
            throw source.error(
                    value.at(),
                    "expected an argument with a name, since one came before; found "
                            + value.quote());
        }
    }

    /// Reads items between brackets, separated by commas.
    ///
    /// @return whether there was a comma
    private boolean list(String close, Runnable item) {
        Token start = take();
        if (++level > MOST_LEVELS) {
            throw source.error(
                    start.at(),
                    "expected at most " + MOST_LEVELS + " brackets within each other; found more");
        }
        boolean comma = false;
        while (!took(close)) {
            item.run();
            if (took(",")) {
                comma = true;
            } else if (!token.is(close)) {
                throw source.error(
                        token.at(),
                        "expected \",\" or \""
                                + close
                                + "\" after the \""
                                + start.text()
                                + "\" at "
                                + source.place(start.at())
                                + "; found "
                                + token);
            }
        }
        level--;
        return comma;
    }
}
