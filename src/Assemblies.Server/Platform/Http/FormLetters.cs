using System.Net;
using System.Text;

namespace Assemblies.Server.Platform.Http;

/// <summary>
/// Refuses a form whose letters are not UTF-8. The framework would keep them as they came, so that somebody would be called <c>G%F6teborg</c> for good.
/// </summary>
internal sealed class FormLetters(RequestDelegate next)
{
    // Texts of people; files come in another kind of form.
    private const int Largest = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true)
        {
            // Read once here, and once more as a form.
            request.EnableBuffering(bufferThreshold: Largest, bufferLimit: Largest);
            using var form = new MemoryStream();
            await request.Body.CopyToAsync(form, context.RequestAborted);
            request.Body.Position = 0;
            if (!IsUtf8(form.GetBuffer(), (int)form.Length))
            {
                throw new BadHttpRequestException("The letters of this form are not UTF-8.");
            }
        }

        await next(context);
    }

    private static bool IsUtf8(byte[] form, int length)
    {
        try
        {
            Strict.GetCharCount(WebUtility.UrlDecodeToBytes(form, 0, length)!);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
