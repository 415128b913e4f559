/** Who calls: the subject and roles of a verified token. */
@NullMarked
package dev.touchline.kit.auth;

import org.jspecify.annotations.NullMarked;
