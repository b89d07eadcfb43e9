using Hone.Method;

namespace Hone.Cli;

/// <summary>The live line of a training.</summary>
internal static class TrainingLine
{
    private const int BarWidth = 24;

    /// <summary>As much of it as fits into the width, as markup.</summary>
    public static string Of(TrainingTick tick, int width)
    {
        (string Markup, int Width)[] parts =
        [
            Part($"epoch {tick.Epoch}/{tick.Epochs}", "bold"),
            (ProgressBar.Of(tick.Done, BarWidth), BarWidth),
            Part(Figures.Clock(tick.Left) + " left", ""),
            Part($"loss {Figures.Loss(tick.Loss)}", ""),
            Part($"{Figures.Count((long)tick.ItemsPerSecond)} items/s", "dim"),
        ];
        string line = "";
        int used = 0;
        foreach ((string markup, int columns) in parts)
        {
            // One column stays free: a full line would wrap, and could not be overwritten any more.
            if (used + 2 + columns >= width)
            {
                break;
            }

            line += "  " + markup;
            used += 2 + columns;
        }

        return line;
    }

    private static (string Markup, int Width) Part(string text, string style) => (Screen.Styled(text, style), text.Length);
}
