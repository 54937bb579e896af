using System.Globalization;
using System.Text;
using QRCoder;

namespace Assemblies.Server.Registration;

/// <summary>A code that a phone's camera reads, as one path of an SVG: no style, no script, no picture to load.</summary>
/// <param name="Size">Its side, in modules, with the quiet zone of four on each side.</param>
/// <param name="Path">The dark modules, as runs.</param>
public sealed record QrDrawing(int Size, string Path)
{
    /// <summary>Draws a text; half of what is worn off a badge is made up for (level Q).</summary>
    public static QrDrawing Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var from = x;
                while (x < row.Count && row[x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return new(code.ModuleMatrix.Count, path.ToString());
    }
}
