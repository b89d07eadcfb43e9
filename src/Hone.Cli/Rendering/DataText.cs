using Hone.Method;

namespace Hone.Cli;

/// <summary>A dataset in a few words.</summary>
internal static class DataText
{
    /// <summary>Such as <c>28 x 28, gray</c>.</summary>
    public static string Size(DataDescription data)
    {
        int channels = data.ImageShape[0];
        string kind = channels switch
        {
            1 => "gray",
            3 => "color",
            _ => $"{channels} channels",
        };
        return $"{data.ImageShape[1]} x {data.ImageShape[2]}, {kind}";
    }

    /// <summary>Such as <c>10 classes of 600 each</c>, or the smallest and the largest class by name.</summary>
    public static string Balance(DataDescription data)
    {
        int least = data.ClassCounts.Min();
        int most = data.ClassCounts.Max();
        if (least == most)
        {
            return $"{data.ClassNames.Count} classes of {Figures.Count(least)} each";
        }

        string smallest = data.ClassNames[data.ClassCounts.ToList().IndexOf(least)];
        string largest = data.ClassNames[data.ClassCounts.ToList().IndexOf(most)];
        return $"{data.ClassNames.Count} classes, from {Figures.Count(least)} ({smallest}) to {Figures.Count(most)} ({largest})";
    }

    public static string Duplicates(DataDescription data) => data.DuplicateGroups switch
    {
        0 => "no duplicates",
        1 => "1 group of duplicates",
        _ => $"{Figures.Count(data.DuplicateGroups)} groups of duplicates",
    };
}
