namespace Assemblies.Server.Platform.Look;

/// <summary>Whether a form of the page was refused: its title then opens with "Error: ". One a request.</summary>
internal sealed class RefusedForms
{
    /// <summary>One was.</summary>
    public event EventHandler? Happened;

    /// <summary>Whether one was.</summary>
    public bool Any { get; private set; }

    public void Add()
    {
        Any = true;
        Happened?.Invoke(this, EventArgs.Empty);
    }
}
