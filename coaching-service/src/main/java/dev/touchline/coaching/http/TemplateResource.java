package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.store.Templates;
import dev.touchline.coaching.store.Templates.Fields;
import dev.touchline.coaching.store.Templates.Template;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What sessions start from, topic by topic, so that one takes less than a minute to write down. */
@Path("/api/coaching/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public class TemplateResource {
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9-]{1,64}");

    private final Access access;
    private final Templates templates;

    TemplateResource(Access access, Templates templates) {
        this.access = access;
        this.templates = templates;
    }

    /** A template on the wire. */
    @Schema(name = "SessionTemplate")
    record TemplateJson(
            @Schema(examples = "product-knowledge") String topic,
            @Nullable String saw,
            @Nullable String ideal,
            @Nullable String practised,
            @Nullable String next,
            Instant changedAt,
            String changedBy) {
        static TemplateJson of(Template template) {
            Fields fields = template.fields();
            return new TemplateJson(
                    template.topic(),
                    fields.saw(),
                    fields.ideal(),
                    fields.practised(),
                    fields.next(),
                    template.changedAt(),
                    template.changedBy());
        }
    }

    /** All templates. */
    @Schema(name = "SessionTemplates")
    record TemplatesJson(List<TemplateJson> items) {}

    /** What a template is to say; fields that are left out start empty. */
    @Schema(name = "SessionTemplateFields")
    record Body(
            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String saw,

            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String ideal,

            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String practised,

            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String next) {}

    @GET
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "The templates of all topics")
    @APIResponse(
            responseCode = "200",
            description = "By topic",
            content = @Content(schema = @Schema(implementation = TemplatesJson.class)))
    public TemplatesJson all() {
        access.ready();
        return new TemplatesJson(templates.all().stream().map(TemplateJson::of).toList());
    }

    @PUT
    @Path("/{topic}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(summary = "Sets what sessions on a topic start from")
    @APIResponse(
            responseCode = "200",
            description = "The template",
            content = @Content(schema = @Schema(implementation = TemplateJson.class)))
    @APIResponse(responseCode = "400", description = "Not a template; errors lists every field")
    public TemplateJson put(@PathParam("topic") String topic, @Nullable Body body) {
        access.ready();
        return TemplateJson.of(templates.put(topic, fields(topic, body), access.subject()));
    }

    @DELETE
    @Path("/{topic}")
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(summary = "Takes a topic's template away")
    @APIResponse(responseCode = "204", description = "There is none any more")
    public void delete(@PathParam("topic") String topic) {
        access.ready();
        if (TOPIC.matcher(topic).matches()) {
            templates.delete(topic);
        }
    }

    private static Fields fields(String topic, @Nullable Body body) {
        List<Problem.Cause> causes = new ArrayList<>();
        if (!TOPIC.matcher(topic).matches()) {
            causes.add(new Problem.Cause("topic", "is 1 to 64 of a to z, 0 to 9 and -"));
        }
        Body given = body == null ? new Body(null, null, null, null) : body;
        Fields fields = new Fields(
                StepBodies.note("/saw", given.saw(), causes),
                StepBodies.note("/ideal", given.ideal(), causes),
                StepBodies.note("/practised", given.practised(), causes),
                StepBodies.note("/next", given.next(), causes));
        if (!causes.isEmpty()) {
            throw new Problem(400, "Not a template", causes);
        }
        return fields;
    }
}
