using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Assemblies.Server.Platform.Look;

/// <summary>What every page has at hand: who reads, sending requests, its forms, going on.</summary>
public abstract class Page : ComponentBase
{
    [Inject]
    private Requests Requests { get; set; } = null!;

    [Inject]
    private RefusedForms RefusedForms { get; set; } = null!;

    [Inject]
    private IClock BusinessClock { get; set; } = null!;

    /// <summary>Who reads, with the rights of this moment.</summary>
    [Inject]
    protected Reader Reader { get; private set; } = null!;

    /// <summary>The request and its answer.</summary>
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>Now, by business time.</summary>
    protected Instant Now => BusinessClock.GetCurrentInstant();

    /// <summary>Today in the rules' zone, by business time.</summary>
    protected LocalDate Today => Now.InZone(Clocks.Brussels).Date;

    /// <summary>Sends a request through the whole pipeline.</summary>
    protected Task<Result<T>> Send<T>(IRequest<Result<T>> request) => Requests.Send(request, Http.RequestAborted);

    /// <summary>Sends a form's command. A refusal stays with the form, which shows it; so does what could not be read, and then nothing is done.</summary>
    /// <returns>Whether it was done; <paramref name="done"/> has then been called with the value, to go on.</returns>
    protected async Task<bool> Send<T>(Form form, IRequest<Result<T>> request, Action<T>? done = null)
    {
        if (form.IsUnreadable)
        {
            // What is wrong with the other fields is said at once, not after these are mended.
            form.RefuseUnreadable(await Requests.Rehearse(request, Http.RequestAborted));
            Http.Response.Answers(StatusCodes.Status400BadRequest);
            return false;
        }

        var outcome = await Send(request);
        if (outcome.Error is { } error)
        {
            Refuse(form, error);
            return false;
        }

        form.Renew();
        done?.Invoke(outcome.Value!);
        return true;
    }

    /// <summary>Refuses a form with an error that the page found by itself.</summary>
    protected void Refuse(Form form, Error error)
    {
        form.Refuse(error);
        if (error.Kind is ErrorKind.SignIn)
        {
            Go(Addresses.SignIn(Http.Request.Path + Http.Request.QueryString));
        }
        else
        {
            Http.Response.Answers(Platform.Http.Problems.StatusOf(error.Kind));
        }
    }

    /// <summary>One of the page's forms, with what was typed when this request sends it. Call it once a form, in <c>OnInitialized</c>.</summary>
    /// <param name="name">Tells it from the page's other forms, and begins its fields' ids.</param>
    protected Form Form(string name) => new(name, Sent(name), _ => RefusedForms.Add());

    /// <summary>The form of a row that this request sends, by the beginning of its name; null when it sends none. The row may be gone by now.</summary>
    protected Form? SentRow(string prefix) =>
        HttpMethods.IsPost(Http.Request.Method)
        && Http.Request.HasFormContentType
        && Http.Request.Form["_handler"].ToString() is var name
        && name.StartsWith(prefix, StringComparison.Ordinal)
            ? Form(name)
            : null;

    /// <summary>Sends the reader on, after a form: a reload then does not send it again.</summary>
    protected void Go(string address) => Http.Response.SeeOther(address);

    private IFormCollection? Sent(string name) =>
        HttpMethods.IsPost(Http.Request.Method)
        && Http.Request.HasFormContentType
        && Http.Request.Form is var typed
        && string.Equals(typed["_handler"], name, StringComparison.Ordinal)
            ? typed
            : null;
}
