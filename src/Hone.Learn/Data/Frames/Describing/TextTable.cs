using System.Text;

namespace Hone.Learn.Data;

/// <summary>Lines of cells as text with columns of equal width.</summary>
internal static class TextTable
{
    public static string Of(IReadOnlyList<string[]> lines)
    {
        var widths = new int[lines[0].Length];
        foreach (string[] line in lines)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], line[i].Length);
            }
        }

        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            var cells = new StringBuilder();
            for (int i = 0; i < widths.Length; i++)
            {
                cells.Append(line[i].PadRight(widths[i])).Append("  ");
            }

            text.Append(cells.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
