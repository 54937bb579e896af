using Microsoft.AspNetCore.Components;

namespace Assemblies.Server.Platform.Look;

/// <summary>The part of a page that stays up to date: rendered within the page with all its parts, and alone with those that have changed.</summary>
public abstract class LiveBody : Page
{
    /// <summary>Whether it is rendered within its page; alone it renders the parts that the query string names.</summary>
    [Parameter]
    public bool InPage { get; set; }

    /// <summary>Whether a part is to be rendered.</summary>
    protected bool Wants(string part) => InPage || Http.Request.Query["parts"].ToString().Split(' ').Contains(part, StringComparer.Ordinal);
}
