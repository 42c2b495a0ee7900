package dev.lectern.nlp.queue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How willingly a thread leaves the processors to others, as Linux has it for single threads (setpriority(2)); Java's own priorities
 * mean nothing there. On other systems nothing changes.
 */
final class Niceness {

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int OF_A_THREAD = 0;
    private static final int THIS_THREAD = 0;
    /**
     * A tenth of what others get who want the same processor. Not less: Java stops its threads one by one to collect garbage, and waits
     * for each, however long other programs keep it from the processors.
     */
    static final int NICE = 10;

    private Niceness() {
    }

    /** The calling thread, which must be a platform thread, is nice from now on. */
    static void begin() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            int refused = (int) SetPriority.HANDLE.invokeExact(OF_A_THREAD, THIS_THREAD, NICE);
            if (refused != 0) {
                LOG.debug("the system lets no thread be nice");
            }
        } catch (Throwable e) {
            LOG.debug("the system knows nothing of nice threads", e);
        }
    }

    /** Looked up where it is first needed. */
    private static final class SetPriority {
        private static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(
                Linker.nativeLinker().defaultLookup().find("setpriority").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
