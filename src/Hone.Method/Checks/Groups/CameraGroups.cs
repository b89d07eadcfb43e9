using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Groups images that one camera took in one go, as their EXIF data say: each at most ten seconds after the one before.</summary>
internal static class CameraGroups
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>The groups of two images or more; images without a time, and those that were taken alone, are in none.</summary>
    public static GroupCodes Of(IReadOnlyList<ImageOrigin> origins)
    {
        var groups = new string?[origins.Count];
        foreach (IGrouping<string, int> camera in Enumerable.Range(0, origins.Count).Where(item => origins[item].Taken is not null).GroupBy(item => CameraOf(origins[item]), StringComparer.Ordinal))
        {
            int[] items = [.. camera.OrderBy(item => origins[item].Taken).ThenBy(item => item)];
            int start = 0;
            for (int place = 1; place <= items.Length; place++)
            {
                if (place < items.Length && origins[items[place]].Taken - origins[items[place - 1]].Taken <= LongestPause)
                {
                    continue;
                }

                string name = string.Create(CultureInfo.InvariantCulture, $"{camera.Key} at {origins[items[start]].Taken:yyyy-MM-dd HH:mm:ss}");
                for (int member = start; member < place && place - start > 1; member++)
                {
                    groups[items[member]] = name;
                }

                start = place;
            }
        }

        return GroupCodes.Of("camera and time within 10 s", null, groups);
    }

    private static string CameraOf(ImageOrigin origin) => origin.Make is null && origin.Model is null ? "a camera" : string.Join(' ', new[] { origin.Make, origin.Model }.OfType<string>());
}
