using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Assemblies.Server.Platform.Http;

namespace Assemblies.Server.Platform.Look;

/// <summary>Registration of the pages.</summary>
public static class LookSetup
{
    /// <summary>Adds static server rendering and what pages share.</summary>
    public static IServiceCollection AddLook(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services.AddScoped<RefusedForms>().AddScoped<ShownForms>().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    /// <summary>Gives answers without a page (an unknown address, a fault) a page in words; the API keeps its problem details.</summary>
    public static IApplicationBuilder UseProblemPages(this IApplicationBuilder app) =>
        app.UseWhen(context => !context.Request.IsForProgram(), pages => pages.UseMiddleware<ProblemPages>());

    /// <summary>Maps every page, and the style sheets and scripts.</summary>
    /// <remarks>Without antiforgery tokens: the origin check guards forms and API alike, and tokens would set a cookie on every page.</remarks>
    public static RazorComponentsEndpointConventionBuilder MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        return app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. app.Services.GetServices<MorePages>().Select(more => more.Assembly)])
            .DisableAntiforgery()
            .CachedForPublic();
    }
}

/// <summary>Pages outside this assembly: a test's.</summary>
/// <param name="Assembly">Where they are.</param>
internal sealed record MorePages(Assembly Assembly);
