using Microsoft.AspNetCore.Routing.Matching;

namespace Assemblies.Server.Platform.Http;

/// <summary>An operation whose address is a page's too: programs get this, browsers the page.</summary>
internal sealed record ForPrograms;

/// <summary>Chooses between the page and the operation of one address.</summary>
internal sealed class PageOrProgram : MatcherPolicy, IEndpointSelectorPolicy
{
    // After methods, before anything that would call the choice ambiguous.
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<ForPrograms>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var isForm = httpContext.Request.HasFormContentType;
        var isProgram =
            !isForm
            && (
                HttpMethods.IsHead(httpContext.Request.Method)
                || httpContext.Request.HasJsonContentType()
                || httpContext.Request.IsForProgram()
            );
        for (var i = 0; i < candidates.Count; i++)
        {
            var isOurs = candidates[i].Endpoint?.Metadata.GetMetadata<ForPrograms>() is not null;
            candidates.SetValidity(i, candidates.IsValidCandidate(i) && isOurs == isProgram);
        }

        return Task.CompletedTask;
    }
}
