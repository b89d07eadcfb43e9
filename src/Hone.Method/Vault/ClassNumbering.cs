using System.Globalization;

namespace Hone.Method;

/// <summary>
/// Which number a run gives to each class. Two programs may number the classes of one column differently ('10' stands before '2' in ordinal order), and a score under the wrong numbers
/// would be a wrong score without a sign of it: the validation predictions of the run, whose classes are known, say which numbering it is.
/// </summary>
internal sealed class ClassNumbering
{
    private readonly IReadOnlyList<string>? _names;

    private ClassNumbering(IReadOnlyList<string>? names) => _names = names;

    /// <summary>The numbers under which the labels were sealed.</summary>
    public static ClassNumbering AsSealed { get; } = new(null);

    /// <summary>Finds the numbering of a run.</summary>
    /// <param name="labels">The sealed labels.</param>
    /// <param name="data">The data without the sealed labels.</param>
    /// <param name="valid">The validation predictions of the run; null where there are none.</param>
    /// <param name="outputCount">How many outputs the run has for an item.</param>
    /// <param name="where">The run, for the message.</param>
    /// <exception cref="VaultException">The validation predictions contradict every known numbering.</exception>
    public static ClassNumbering Of(VaultLabels labels, ProjectDataset data, RunPredictions? valid, int outputCount, string where)
    {
        if (data.Target is null)
        {
            return AsSealed;
        }

        // A single output is the probability of class 1.
        int classes = Math.Max(2, outputCount);
        Dictionary<string, string> truth = TruthOf(data);
        IReadOnlyList<string>[] candidates = [.. Candidates(labels, truth, classes).Where(names => names.Count == classes)];
        (string Id, int Said)[] seen = valid is null
            ? []
            : [.. valid.Ids.Select((id, item) => (id, (int)valid.Targets[item])).Where(pair => truth.ContainsKey(pair.id))];
        if (candidates.FirstOrDefault(names => seen.All(pair => pair.Said >= 0 && pair.Said < names.Count && names[pair.Said] == truth[pair.Id])) is { } found)
        {
            return new ClassNumbering(found);
        }

        string[] known = [.. truth.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string got = candidates.Length == 0 || seen.Length == 0
            ? $"{outputCount} outputs for an item"
            : $"{outputCount} outputs, and class number {seen[0].Said} for validation item '{seen[0].Id}', which is '{truth[seen[0].Id]}'";
        throw new VaultException(
            ExitCode.BadInput,
            $"outputs and validation predictions of the {known.Length} classes {string.Join(", ", known.Take(5))}{(known.Length > 5 ? ", ..." : "")}, numbered by name or by value",
            got,
            where,
            "train it on the classes of the data, numbered in the order of their names");
    }

    /// <summary>The number of the class of each item; classes that the run cannot know come after those that it knows.</summary>
    public int[] CodesOf(VaultLabels labels, IReadOnlyList<string> ids)
    {
        if (_names is null)
        {
            return [.. ids.Select(id => (int)labels.Values[id][0])];
        }

        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in _names.Concat(labels.Values.Values.Select(label => NameOf(labels, label)).Order(StringComparer.Ordinal)))
        {
            codes.TryAdd(name, codes.Count);
        }

        return [.. ids.Select(id => codes[NameOf(labels, labels.Values[id])])];
    }

    private static string NameOf(VaultLabels labels, double[] label) =>
        labels.ClassNames.Count > 0 ? labels.ClassNames[(int)label[0]] : Numbers.Plain(label[0]);

    private static Dictionary<string, string> TruthOf(ProjectDataset data)
    {
        var truth = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int row = 0; row < data.Ids.Count; row++)
        {
            if (data.Columns[data.Target!].TextAt(row) is string name)
            {
                truth[data.Ids[row]] = name;
            }
        }

        return truth;
    }

    private static IEnumerable<IReadOnlyList<string>> Candidates(VaultLabels labels, Dictionary<string, string> truth, int classes)
    {
        string[] known = [.. truth.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        yield return known;
        yield return labels.ClassNames;
        if (known.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            yield return [.. known.OrderBy(name => double.Parse(name, CultureInfo.InvariantCulture))];
            yield return [.. Enumerable.Range(0, classes).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        }
    }
}
