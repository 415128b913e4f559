package dev.touchline.feedback.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.mapping.Notes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression of a mapping, compiled. Immutable, and safe to be shared: each evaluation has its own frame, to
 * which the library binds its input, and what is common to all is only read. (Evaluating without a frame would write
 * into the shared one.)
 */
final class Expression {
    private static final int CHARS = 4000;

    private final String pointer;
    private final Jsonata compiled;

    private Expression(String pointer, Jsonata compiled) {
        this.pointer = pointer;
        this.compiled = compiled;
    }

    /**
     * Compiles an expression.
     *
     * @param pointer where it stands in the mapping
     * @param causes takes everything that is wrong with it
     * @return null when something is
     */
    static @Nullable Expression compile(String pointer, String source, List<Flaw> causes) {
        if (source.length() > CHARS) {
            causes.add(new Flaw(pointer, "must have at most " + CHARS + " characters"));
            return null;
        }
        Jsonata parsed = parsed(pointer, source, causes);
        if (parsed == null) {
            return null;
        }
        List<String> refused = new ArrayList<>();
        ExpressionRules.check(source, refused);
        refused.forEach(detail -> causes.add(new Flaw(pointer, detail)));
        OwnFunctions.BY_NAME.forEach(parsed::registerFunction);
        return refused.isEmpty() ? new Expression(pointer, parsed) : null;
    }

    /** Where it stands in the mapping. */
    String pointer() {
        return pointer;
    }

    /** What it gives; null for nothing (JSON's null, too), and with a flaw when it fails. */
    @Nullable
    Object value(@Nullable Object item, Jsonata.Frame frame, Budget budget, Notes notes) {
        try {
            budget.start();
            Object value = compiled.evaluate(item, frame);
            return value == Jsonata.NULL_VALUE ? null : value;
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e, budget, notes);
        } catch (Error e) {
            // The library throws plain Errors, too; what the virtual machine throws is for others to judge.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            return failed(e, budget, notes);
        }
    }

    private @Nullable Object failed(Throwable failure, Budget budget, Notes notes) {
        notes.flaw(pointer, budget.spent() ? "takes too long on this payload" : why(failure));
        return null;
    }

    /** The library's message may quote the payload, its code does not. */
    private static String why(Throwable failure) {
        if (failure instanceof JException known && known.getError() != null) {
            String code = known.getError();
            String where = known.getLocation() > 0 ? " at character " + known.getLocation() : "";
            if (code.matches("[A-Z]\\d{4}")) {
                return "fails on this payload: JSONata's error " + code + where;
            }
        }
        return "fails on this payload";
    }

    private static @Nullable Jsonata parsed(String pointer, String source, List<Flaw> causes) {
        try {
            // The library reads on after a comment, so there must be something.
            Jsonata parsed = Jsonata.jsonata(source + "\n");
            parsed.setValidateInput(false); // the tree is ours
            parsed.setOutputConvertNulls(false); // would write into the tree
            return parsed;
        } catch (JException e) {
            String message = e.getMessage() == null || e.getMessage().startsWith("JSONataException")
                    ? "is not a JSONata expression"
                    : e.getMessage();
            causes.add(new Flaw(pointer, message + " at character " + Math.clamp(e.getLocation(), 0, source.length())));
        } catch (RuntimeException | StackOverflowError e) {
            causes.add(new Flaw(pointer, "is not a JSONata expression"));
        } catch (Error e) {
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            causes.add(new Flaw(pointer, "is not a JSONata expression"));
        }
        return null;
    }
}
