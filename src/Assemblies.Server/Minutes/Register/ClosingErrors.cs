using Assemblies.Domain;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Refusals of how an assembly ends.</summary>
public static class ClosingErrors
{
    /// <summary>A meeting of it is open, or is to come.</summary>
    public static readonly Error NotOver = new(
        "assembly.not_over",
        ErrorKind.Conflict,
        "The assembly is not over yet. It is adjourned when its last meeting is closed."
    );

    /// <summary>Something without which it is not closed is missing; the reasons say what.</summary>
    public static readonly Error Missing = new(
        "assembly.not_ready_to_close",
        ErrorKind.Conflict,
        "Something is missing. The assembly is closed when a later one has approved its minutes."
    );

    /// <summary>Something is missing that need not be there, and nobody has said why it is closed all the same.</summary>
    public static readonly Error SayWhy = new(
        "assembly.say_why_closed",
        ErrorKind.Conflict,
        "Something is not settled. Settle it, or say why the assembly is closed all the same."
    );
}
