namespace Hone.Cli;

/// <summary>A bar of one line.</summary>
internal static class ProgressBar
{
    /// <summary>The bar as markup.</summary>
    /// <param name="done">Share that is done, from 0 to 1.</param>
    /// <param name="width">Columns.</param>
    public static string Of(double done, int width)
    {
        int full = (int)Math.Round(Math.Clamp(done, 0, 1) * width);
        return $"[teal]{new string('━', full)}[/][dim]{new string('━', width - full)}[/]";
    }
}
