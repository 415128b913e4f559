package dev.touchline.feedback.mapping;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Functions that mappings have besides or instead of JSONata's. Those that are instead take no regular expressions and
 * look at the budget before they make a text; those besides are how regular expressions can be had all the same.
 */
final class OwnFunctions {
    private static final int PATTERN_CHARS = 200;

    static final Map<String, JFunction> BY_NAME = Map.of(
            "extract", function("<ssn?:s>", args -> extract(text(args, 0), text(args, 1), args)),
            "matches", function("<ss:b>", args -> matches(text(args, 0), text(args, 1))),
            "contains", function("<s-s:b>", args -> contains(text(args, 0), text(args, 1))),
            "replace", function("<s-ss:s>", args -> replace(text(args, 0), text(args, 1), text(args, 2))),
            "split", function("<s-s:a<s>>", args -> split(text(args, 0), text(args, 1))),
            "join", function("<a<s>s?:s>", args -> join((List<?>) args.get(0), text(args, 1))),
            "round", function("<n-:n>", args -> Functions.round((Number) args.getFirst(), null)));

    private OwnFunctions() {}

    @FunctionalInterface
    private interface Body {
        @Nullable
        Object on(List<?> args);
    }

    private static JFunction function(String signature, Body body) {
        JFunctionCallable callable = (input, args) -> body.on(args);
        return new JFunction(callable, signature);
    }

    /** The first match, or a group of it; nothing when it does not match. */
    private static @Nullable String extract(@Nullable String text, @Nullable String pattern, List<?> args) {
        if (text == null || pattern == null) {
            return null;
        }
        Matcher matcher = compiled(pattern).matcher(new Metered(text, Budget.CURRENT.get()));
        int group = args.size() > 2 && args.get(2) instanceof Number number ? number.intValue() : 0;
        if (group < 0 || group > matcher.groupCount()) {
            throw new JException("T0410", -1, 3, "extract");
        }
        return matcher.find() ? matcher.group(group) : null;
    }

    private static @Nullable Boolean matches(@Nullable String text, @Nullable String pattern) {
        return text == null || pattern == null
                ? null
                : compiled(pattern)
                        .matcher(new Metered(text, Budget.CURRENT.get()))
                        .find();
    }

    private static @Nullable Boolean contains(@Nullable String text, @Nullable String what) {
        return text == null || what == null ? null : text.contains(what);
    }

    private static @Nullable String replace(@Nullable String text, @Nullable String what, @Nullable String by) {
        if (text == null || what == null || by == null || what.isEmpty()) {
            return text;
        }
        long most = (long) text.length() / what.length() * by.length() + text.length();
        Budget.CURRENT.get().chars(most);
        return text.replace(what, by);
    }

    private static @Nullable List<String> split(@Nullable String text, @Nullable String separator) {
        if (text == null || separator == null) {
            return null;
        }
        Budget.CURRENT.get().chars(text.length());
        return List.of(text.split(Pattern.quote(separator), -1));
    }

    private static @Nullable String join(@Nullable List<?> texts, @Nullable String separator) {
        if (texts == null) {
            return null;
        }
        String between = separator == null ? "" : separator;
        long chars = 0;
        for (Object text : texts) {
            chars += String.valueOf(text).length() + between.length();
        }
        Budget.CURRENT.get().chars(chars);
        return String.join(between, texts.stream().map(String::valueOf).toList());
    }

    private static Pattern compiled(String pattern) {
        if (pattern.length() > PATTERN_CHARS) {
            throw new JException("S0302", -1);
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new JException("S0302", -1);
        }
    }

    private static @Nullable String text(List<?> args, int index) {
        return index < args.size() && args.get(index) instanceof String text ? text : null;
    }
}
