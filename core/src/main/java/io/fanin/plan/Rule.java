package io.fanin.plan;

import io.fanin.init.TorchInit;
import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.model.Role;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one pass does to the parameters that are meant: all conditions must hold. Buffers are never
/// meant.
///
/// A rule whose `tensor` has a dot means parameters of the layers within a layer of that type, and
/// no others: `GPT2MLP` and `c_proj.weight` are what `named_parameters` of that module calls so.
///
/// @param layer the type of the layer, such as `Conv2d`; a pattern
/// @param name the tensor's full name, such as `layer1.0.conv1.weight`
/// @param tensor the tensor's name within the layer of that type: `weight`, or `c_proj.weight` for
///   one that a layer within holds
/// @param role empty for any
/// @param initializer what the tensor is filled with
public record Rule(
        NamePattern layer,
        NamePattern name,
        NamePattern tensor,
        Optional<Role> role,
        Initializer initializer) {

    /// The sign between a name and an initializer, which the name may hold too.
    private static final Pattern EQUALS =
            Pattern.compile("=(?=\\s*\\w+\\s*(?:\\([^()]*\\)\\s*)?$)");

    public Rule {
        Require.present("layer", layer);
        Require.present("name", name);
        Require.present("tensor", tensor);
        Require.present("role", role);
        Require.present("initializer", initializer);
    }

    /// All parameters of that role.
    public static Rule role(Role role, Initializer initializer) {
        return layer("*", role, initializer);
    }

    /// The parameters of that role in all layers of that type.
    public static Rule layer(String type, Role role, Initializer initializer) {
        return new Rule(
                new NamePattern(type),
                NamePattern.ANY,
                NamePattern.ANY,
                Optional.of(role),
                initializer);
    }

    /// A parameter of a layer within each layer of that type.
    public static Rule within(String type, String tensor, Initializer initializer) {
        return new Rule(
                new NamePattern(type),
                NamePattern.ANY,
                new NamePattern(tensor),
                Optional.empty(),
                initializer);
    }

    /// The parameters of that full name; a pattern.
    public static Rule named(String name, Initializer initializer) {
        return new Rule(
                NamePattern.ANY,
                new NamePattern(name),
                NamePattern.ANY,
                Optional.empty(),
                initializer);
    }

    /// Reads a rule for parameters by their full name: `head.*=kaiming_uniform(relu)`.
    ///
    /// @throws IllegalArgumentException if it is none, or its pattern or initializer is wrong
    public static Rule parse(String text) {
        Matcher equals = EQUALS.matcher(Require.present("text", text));
        int at = equals.find() ? equals.start() : text.indexOf('=');
        if (at < 0) {
            throw new IllegalArgumentException(
                    "rule \""
                            + text
                            + "\" must read NAME=INITIALIZER, as in head.*=normal(std=0.02)");
        }
        return named(
                text.substring(0, at).strip(), TorchInit.parse(text.substring(at + 1).strip()));
    }

    /// The conditions that are not met by all, and the initializer: `Conv2d, weight:
    /// normal(std=0.01)`.
    @Override
    public String toString() {
        StringJoiner conditions = new StringJoiner(", ").setEmptyValue("every parameter");
        if (!layer.equals(NamePattern.ANY)) {
            conditions.add(layer.text());
        }
        if (!name.equals(NamePattern.ANY)) {
            conditions.add(name.text());
        }
        if (!tensor.equals(NamePattern.ANY)) {
            conditions.add(tensor.text());
        }
        role.ifPresent(each -> conditions.add(each.toString()));
        return conditions + ": " + scheme(initializer);
    }

    /// An initializer as text, as plans and recipes print it.
    static String scheme(Initializer initializer) {
        return TorchInit.has(initializer) ? TorchInit.text(initializer) : initializer.toString();
    }
}
