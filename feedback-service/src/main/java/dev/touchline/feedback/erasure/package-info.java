/** Erases what a customer said, wherever it is kept, and sees to it that it stays erased. */
@NullMarked
package dev.touchline.feedback.erasure;

import org.jspecify.annotations.NullMarked;
