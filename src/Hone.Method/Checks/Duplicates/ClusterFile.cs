using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>Writes which items belong together, as a group column to split by.</summary>
public static class ClusterFile
{
    /// <summary>Writes a CSV file of two columns, id and group: copies and near copies share a group, every other item has one of its own.</summary>
    /// <param name="data">The data.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>How many groups of two or more there are.</returns>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public static int Write(CheckedData data, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] groups = Enumerable.Range(0, data.Ids.Count).ToArray();
        IReadOnlyList<int[]> clusters = data.Clusters(cancellationToken);
        foreach (int[] cluster in clusters)
        {
            foreach (int item in cluster)
            {
                groups[item] = cluster[0];
            }
        }

        var text = new StringBuilder("id,group\n");
        for (int item = 0; item < groups.Length; item++)
        {
            CsvRows.Append(text, [data.Ids[item], groups[item].ToString(CultureInfo.InvariantCulture)]);
        }

        ProjectFile.WriteText(path, text.ToString());
        return clusters.Count;
    }
}
