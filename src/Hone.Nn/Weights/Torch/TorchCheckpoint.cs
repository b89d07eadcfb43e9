using System.Globalization;

namespace Hone.Nn;

/// <summary>What a PyTorch file holds: a state dict, or a dictionary with one among other things.</summary>
public sealed class TorchCheckpoint
{
    private static readonly string[] s_usualNames = ["model", "state_dict", "model_state_dict"];

    private readonly string _path;
    private readonly object? _root;

    internal TorchCheckpoint(string path, object? root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>Names on the first level, in the order of the file; empty when the file holds no dictionary.</summary>
    public IReadOnlyList<string> Keys => _root is PickleDictionary root ? [.. root.Items.Select(i => Text(i.Key))] : [];

    /// <summary>The named tensors of a model.</summary>
    /// <param name="part">
    /// The entry that holds them; null for the file itself when it is a state dict, else for the one entry called <c>model</c>, <c>state_dict</c> or
    /// <c>model_state_dict</c>, as training scripts and fastai's <c>learn.save</c> write it.
    /// </param>
    /// <returns>Tensors by name, in the order of the file, as <see cref="OriginWeights"/> from PyTorch.</returns>
    /// <exception cref="HoneFormatException">There is no such entry, several would do, or it holds something else than tensors.</exception>
    public IReadOnlyDictionary<string, Tensor> StateDict(string? part = null) => new OriginWeights(Find(part), WeightOrigin.PyTorch);

    private IReadOnlyDictionary<string, Tensor> Find(string? part)
    {
        if (part is not null)
        {
            return Tensors(Entry(part), part);
        }

        if (_root is PickleDictionary root && !root.Items.Exists(i => i.Value is TorchTensor))
        {
            List<string> candidates = [.. s_usualNames.Where(name => root.Find(name) is PickleDictionary)];
            if (candidates.Count > 1)
            {
                throw Broken("A checkpoint with one state dict.", $"{candidates.Count}: {string.Join(", ", candidates)}", "name the part: StateDict(\"" + candidates[0] + "\")");
            }

            if (candidates.Count == 1)
            {
                return Tensors(root.Find(candidates[0]), candidates[0]);
            }
        }

        return Tensors(_root, null);
    }

    /// <summary>A list of texts, such as the vocabulary of a language model.</summary>
    /// <param name="part">The entry that holds them; null when the file is the list.</param>
    /// <exception cref="HoneFormatException">There is no such entry, or it is no list of texts.</exception>
    public IReadOnlyList<string> Strings(string? part = null)
    {
        object? value = part is null ? _root : Entry(part);
        if (value is not List<object?> list || list.Exists(item => item is not string))
        {
            throw Broken("A list of texts.", $"{Describe(value)}{Place(part)}", $"the file has: {Shown()}");
        }

        return [.. list.Cast<string>()];
    }

    /// <summary>A number, such as the epoch of a checkpoint.</summary>
    /// <param name="part">The entry that holds it.</param>
    /// <exception cref="HoneFormatException">There is no such entry, or it is no number.</exception>
    public double Number(string part)
    {
        object? value = Entry(part);
        return value switch
        {
            long whole => whole,
            double real => real,
            _ => throw Broken("A number.", $"{Describe(value)}{Place(part)}", $"the file has: {Shown()}"),
        };
    }

    private object? Entry(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        object? value = (_root as PickleDictionary)?.Find(part);
        return value ?? throw Broken($"A checkpoint with the entry \"{part}\".", Keys.Count == 0 ? Describe(_root) : Shown(), "name one of these");
    }

    private OrderedDictionary<string, Tensor> Tensors(object? value, string? part)
    {
        if (value is not PickleDictionary dictionary)
        {
            throw Broken("A state dict: tensors by name.", $"{Describe(value)}{Place(part)}", "save model.state_dict() with torch.save");
        }

        var tensors = new OrderedDictionary<string, Tensor>();
        foreach ((object key, object? item) in dictionary.Items)
        {
            if (key is not string name || item is not TorchTensor tensor)
            {
                throw Broken(
                    "A state dict: tensors by name.",
                    $"{Describe(item)} under \"{Text(key)}\"{Place(part)}; {dictionary.Items.Count} entries: {Shown(dictionary)}",
                    "name the part of the checkpoint that holds the weights, or save model.state_dict() with torch.save");
            }

            tensors[name] = tensor.Value;
        }

        return tensors;
    }

    private string Shown() => _root is PickleDictionary root ? Shown(root) : Describe(_root);

    private static string Shown(PickleDictionary dictionary)
    {
        const int Most = 8;
        string names = string.Join(", ", dictionary.Items.Take(Most).Select(i => Text(i.Key)));
        return dictionary.Items.Count > Most ? $"{names} and {dictionary.Items.Count - Most} more" : names;
    }

    private static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private static string Place(string? part) => part is null ? string.Empty : $" in \"{part}\"";

    /// <summary>A value in words, for messages.</summary>
    internal static string Describe(object? value) => value switch
    {
        null => "None",
        PickleDictionary dictionary => $"a dictionary of {dictionary.Items.Count}",
        List<object?> list => $"a list of {list.Count}",
        object?[] tuple => $"a tuple of {tuple.Length}",
        TorchTensor tensor => $"a tensor of shape [{string.Join(", ", tensor.Sizes)}]",
        string => "a text",
        long or double => "a number",
        bool => "a truth value",
        PickleMark => "a mark",
        _ => "another object",
    };

    private HoneFormatException Broken(string expected, string got, string tryThis) => new(_path, null, expected, got, tryThis);
}
