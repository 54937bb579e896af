using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Registration.Pages;

/// <summary>How far a circular is, as people read it.</summary>
internal static class CircularStatus
{
    /// <summary>"Rests, can be called back".</summary>
    public static (Tone Tone, string Text) Of(ListCirculars.Line it) =>
        it.CalledBackAt is not null ? (Tone.Quiet, "Called back")
        : it.SentAt is not null ? (Tone.Ok, "Sent")
        : (Tone.Wait, "Rests, can be called back");
}
