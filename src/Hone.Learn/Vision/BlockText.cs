using System.Globalization;
using System.Text;

namespace Hone.Learn;

/// <summary>The C# of the data block that a factory stands for. What was passed to the factory keeps the name of its parameter.</summary>
/// <param name="Call">The call of the factory.</param>
/// <param name="Item">Type of an item.</param>
/// <param name="Id">Getter of its identity.</param>
/// <param name="Image">Getter of its pixels.</param>
/// <param name="Target">The block of the target.</param>
/// <param name="Items">The list of items.</param>
internal sealed record BlockText(string Call, string Item, string Id, string Image, string Target, string Items)
{
    /// <summary>Statements before the block.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The splitter that the factory has found in the data; null for none.</summary>
    public string? Splitter { get; init; }

    /// <summary>The whole text.</summary>
    /// <param name="options">As they were passed; null when they were not.</param>
    public string With(ImageLoadersOptions? options)
    {
        var text = new StringBuilder();
        text.Append("// ").AppendLine(Call);
        foreach (string statement in Before)
        {
            text.AppendLine(statement);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"var block = new DataBlock<{Item}>");
        text.AppendLine("{");
        Property(text, "GetId", Id);
        Property(text, "Input", $"new ImageBlock<{Item}>({Image}{(options is null or { Mode: ImageMode.Rgb } ? string.Empty : $", ImageMode.{options.Mode}")})");
        Property(text, "Target", Target);
        Property(text, "Splitter", SplitterOf(options ?? new ImageLoadersOptions()));
        Transforms(text, "ItemTransforms", options?.ItemTransforms ?? []);
        Transforms(text, "BatchTransforms", options?.BatchTransforms ?? []);
        if (options?.Scan is not null)
        {
            Property(text, "Scan", "options.Scan");
        }

        text.AppendLine("};");
        text.AppendLine(CultureInfo.InvariantCulture, $"DataLoaders data = block.DataLoaders({Items}{(options is null ? string.Empty : ", options.Loader")});");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Property(StringBuilder text, string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"    {name} = {value},");

    private static void Transforms<T>(StringBuilder text, string name, IReadOnlyList<T> transforms)
    {
        if (transforms.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {name} = options.{name}, // {string.Join(", ", transforms)}");
        }
    }

    private string SplitterOf(ImageLoadersOptions options) => options.Splitter is not null
        ? "options.Splitter"
        : Splitter ?? string.Create(CultureInfo.InvariantCulture, $"new RandomSplitter({options.ValidFraction}, seed: {options.Loader.Seed})");
}
