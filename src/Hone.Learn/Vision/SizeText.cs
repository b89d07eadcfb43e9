namespace Hone.Learn;

/// <summary>How transforms write a size: <c>224</c> for a square, <c>32x48</c> for height and width.</summary>
internal static class SizeText
{
    public static string Of(Size2d size) => size.Height == size.Width ? System.FormattableString.Invariant($"{size.Height}") : size.ToString();
}
