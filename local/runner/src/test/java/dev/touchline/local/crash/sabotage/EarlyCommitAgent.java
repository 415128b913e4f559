package dev.touchline.local.crash.sabotage;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that lets a service commit its offsets before a batch takes effect: it puts {@code this.commit()} in
 * front of {@code ConsumerLoop.settle(List)}. Ends the process when the methods are not there any more, because a
 * sabotage that does nothing proves nothing.
 */
public final class EarlyCommitAgent implements ClassFileTransformer {
    /** What the agent says once the loop is changed. */
    public static final String DONE = "Sabotaged: offsets are committed before the effect";

    private static final String LOOP = "dev/touchline/kit/kafka/ConsumerLoop";
    private static final String SETTLE = "settle(Ljava/util/List;)V";
    private static final String COMMIT = "commit()V";
    private static final int CANNOT = 70;

    /** Called by the JVM before the program's main. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new EarlyCommitAgent());
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (!LOOP.equals(className)) {
            return null;
        }
        try {
            byte[] changed = commitFirst(bytes, loader);
            System.err.println(DONE);
            return changed;
        } catch (RuntimeException | Error e) {
            // The JVM would swallow it and run the class as it was.
            System.err.println("Sabotage failed: " + e);
            Runtime.getRuntime().halt(CANNOT);
            throw e;
        }
    }

    static byte[] commitFirst(byte[] bytes, @Nullable ClassLoader loader) {
        ClassFile classFile = ClassFile.of(ClassHierarchyResolverOption.of(resolver(loader)));
        ClassModel loop = classFile.parse(bytes);
        require(loop, SETTLE);
        require(loop, COMMIT);
        CodeTransform first = new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                code.aload(0).invokevirtual(loop.thisClass().asSymbol(), "commit", MethodTypeDesc.ofDescriptor("()V"));
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        };
        return classFile.transformClass(
                loop,
                ClassTransform.transformingMethodBodies(
                        method -> signature(method).equals(SETTLE), first));
    }

    private static ClassHierarchyResolver resolver(@Nullable ClassLoader loader) {
        return loader == null
                ? ClassHierarchyResolver.defaultResolver()
                : ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static void require(ClassModel loop, String wanted) {
        if (loop.methods().stream().noneMatch(method -> signature(method).equals(wanted))) {
            throw new IllegalStateException(LOOP + " has no " + wanted);
        }
    }

    private static String signature(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }
}
