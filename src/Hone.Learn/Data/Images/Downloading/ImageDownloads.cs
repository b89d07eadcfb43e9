using System.Text;

namespace Hone.Learn.Data;

/// <summary>What became of a list of addresses.</summary>
/// <param name="Items">One for each different address, in their order.</param>
/// <param name="Repeated">Addresses that occurred before, fetched once.</param>
public sealed record ImageDownloads(IReadOnlyList<ImageDownload> Items, int Repeated)
{
    private const int NamedFailures = 10;

    /// <summary>The images that are there now, in the order of their addresses.</summary>
    public IReadOnlyList<string> Paths => [.. Items.Where(item => item.Path is not null).Select(item => item.Path!)];

    /// <summary>The addresses without an image.</summary>
    public IReadOnlyList<ImageDownload> Failures => [.. Items.Where(item => item.State == DownloadState.Failed)];

    /// <summary>How many addresses came to an end of one kind.</summary>
    /// <param name="state">The kind.</param>
    /// <returns>Their number.</returns>
    public int CountOf(DownloadState state) => Items.Count(item => item.State == state);

    /// <summary>The numbers, then the first failures with their reasons.</summary>
    /// <returns>One line and one for each of ten failures.</returns>
    public override string ToString()
    {
        var text = new StringBuilder($"{CountOf(DownloadState.Downloaded)} downloaded, {CountOf(DownloadState.AlreadyThere)} already there, {Failures.Count} failed");
        int leftOut = CountOf(DownloadState.LeftOut);
        text.Append(leftOut > 0 ? $", {leftOut} beyond the limit" : string.Empty);
        text.Append(Repeated > 0 ? $", {Repeated} repeated" : string.Empty);
        foreach (ImageDownload failure in Failures.Take(NamedFailures))
        {
            text.Append('\n').Append(failure.Url).Append(": ").Append(failure.Problem);
        }

        return text.ToString();
    }
}
