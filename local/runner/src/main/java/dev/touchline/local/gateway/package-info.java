/** Port 8080 until the dashboard exists: forwards to the services, shows the start page, answers as the OIDC issuer. */
@NullMarked
package dev.touchline.local.gateway;

import org.jspecify.annotations.NullMarked;
