package dev.touchline.feedback.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of the source of an expression, told apart only as far as {@link ExpressionRules} needs it.
 *
 * @param text the name of a variable without its dollar sign
 * @param position of its first character, from 1
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NAME,
        VARIABLE,
        STRING,
        OPERATOR
    }

    private static final String OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
    private static final List<String> PAIRS = List.of(":=", "~>", "**", "..", "!=", "<=", ">=", "?:", "??");

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** Whether a value ends here, so that what follows can't be the start of one. */
    boolean endsValue() {
        return switch (kind) {
            case VARIABLE, STRING -> true;
            case NAME -> !isWordOperator();
            case OPERATOR -> text.equals(")") || text.equals("]") || text.equals("}");
        };
    }

    boolean isWordOperator() {
        return kind == Kind.NAME && (text.equals("and") || text.equals("or") || text.equals("in"));
    }

    /** Whether a lambda begins here. */
    boolean isFunction() {
        return kind == Kind.NAME && (text.equals("function") || text.equals("λ"));
    }

    /** The pieces of a source that the library has parsed without complaint. */
    static List<Token> of(String source) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            int end;
            if (Character.isWhitespace(c)) {
                end = at + 1;
            } else if (source.startsWith("/*", at)) {
                end = after(source.indexOf("*/", at + 2), 2, source);
            } else if (c == '"' || c == '\'') {
                end = afterString(source, at);
                tokens.add(new Token(Kind.STRING, "", at + 1));
            } else if (c == '`') {
                end = after(source.indexOf('`', at + 1), 1, source);
                tokens.add(new Token(Kind.STRING, "", at + 1));
            } else if (OPERATORS.indexOf(c) >= 0) {
                String operator = operator(source, at);
                end = at + operator.length();
                tokens.add(new Token(Kind.OPERATOR, operator, at + 1));
            } else {
                end = afterName(source, at);
                boolean variable = c == '$';
                String name = source.substring(variable ? at + 1 : at, end);
                tokens.add(new Token(variable ? Kind.VARIABLE : Kind.NAME, name, at + 1));
            }
            at = end;
        }
        return tokens;
    }

    private static String operator(String source, int at) {
        return PAIRS.stream()
                .filter(pair -> source.startsWith(pair, at))
                .findFirst()
                .orElseGet(() -> source.substring(at, at + 1));
    }

    private static int afterString(String source, int at) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != source.charAt(at)) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(source.length(), end + 1);
    }

    private static int afterName(String source, int at) {
        int end = at + 1;
        while (end < source.length()
                && " \t\n\r".indexOf(source.charAt(end)) < 0
                && OPERATORS.indexOf(source.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int after(int found, int length, String source) {
        return found < 0 ? source.length() : found + length;
    }
}
