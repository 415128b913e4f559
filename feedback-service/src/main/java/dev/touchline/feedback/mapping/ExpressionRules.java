package dev.touchline.feedback.mapping;

import dev.touchline.feedback.mapping.Token.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may not do, although it is JSONata: what gives something else on another machine or at another
 * time (the same payload must always make the same event), what a payload could make arbitrarily dear (regular
 * expressions that nothing meters), and calls of what is no function (the library would print the value). Names that
 * nobody knows are refused as well, for they are typing errors.
 */
final class ExpressionRules {
    private final List<Token> tokens;
    private final List<String> refused;
    private final Set<String> values = new HashSet<>();
    private final Set<String> functions = new HashSet<>();

    private ExpressionRules(List<Token> tokens, List<String> refused) {
        this.tokens = tokens;
        this.refused = refused;
    }

    /** Adds to {@code refused} everything that a source does wrong. */
    static void check(String source, List<String> refused) {
        ExpressionRules rules = new ExpressionRules(Token.of(source), refused);
        rules.collectNames();
        for (int i = 0; i < rules.tokens.size(); i++) {
            rules.checkAt(i);
        }
    }

    private void collectNames() {
        for (int i = 0; i < tokens.size(); i++) {
            if (is(i, ":=") && kind(i - 1) == Kind.VARIABLE) {
                bind(
                        tokens.get(i - 1),
                        i + 1 < tokens.size() && tokens.get(i + 1).isFunction());
            } else if ((is(i, "@") || is(i, "#")) && kind(i + 1) == Kind.VARIABLE) {
                bind(tokens.get(i + 1), false);
            } else if (tokens.get(i).isFunction() && is(i + 1, "(")) {
                for (int j = i + 2; j < tokens.size() && !is(j, ")"); j++) {
                    if (kind(j) == Kind.VARIABLE) {
                        bind(tokens.get(j), false);
                    }
                }
            }
        }
        functions.removeAll(values);
    }

    private void bind(Token name, boolean function) {
        if (Names.isFunction(name.text()) || Names.VARIABLES.contains(name.text())) {
            refuse(name, "$" + name.text() + " has a meaning already; take another name");
        }
        (function ? functions : values).add(name.text());
    }

    private void checkAt(int i) {
        Token token = tokens.get(i);
        if (kind(i) == Kind.VARIABLE) {
            checkVariable(token, is(i + 1, "(") || is(i - 1, "~>"));
        } else if (token.is("(") && i > 0 && !tokens.get(i - 1).isFunction()) {
            checkCall(tokens.get(i - 1));
        } else if (token.is("/") && (i == 0 || !tokens.get(i - 1).endsValue())) {
            refuse(token, "regular expressions are only taken by $matches and $extract, as strings");
        } else if (token.is("~>") && kind(i + 1) != Kind.VARIABLE) {
            refuse(token, "after ~> there must be a function");
        }
    }

    private void checkVariable(Token name, boolean called) {
        boolean callable = Names.isFunction(name.text()) || functions.contains(name.text());
        if (called ? !callable : !callable && !values.contains(name.text()) && !Names.VARIABLES.contains(name.text())) {
            refuse(name, "$" + name.text() + (called ? " is no function of mappings" : " is not known"));
        }
    }

    private void checkCall(Token before) {
        if (before.kind() == Kind.NAME && !before.isWordOperator()) {
            refuse(before, before.text() + " is no function; functions begin with a $");
        } else if (before.kind() != Kind.VARIABLE && before.endsValue()) {
            refuse(before, "only functions with a name can be called");
        }
    }

    private void refuse(Token at, String what) {
        refused.add(what + " at character " + at.position());
    }

    private boolean is(int i, String operator) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(operator);
    }

    private @Nullable Kind kind(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).kind() : null;
    }
}
