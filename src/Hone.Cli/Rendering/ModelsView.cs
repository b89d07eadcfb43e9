using System.Globalization;

namespace Hone.Cli;

/// <summary>Pretrained weights on the screen.</summary>
internal sealed class ModelsView(Screen screen)
{
    private const int HashPrefix = 12;
    private const int Indent = 17;

    /// <summary>All of them, in short.</summary>
    public void List(IReadOnlyList<ModelJson> models)
    {
        foreach (ModelJson model in models)
        {
            screen.Line(Screen.Styled(model.Name, "bold"));
            screen.Paragraph("  ", 2, model.Title);
            screen.Paragraph("  ", 2, $"trained for {model.Training}");
            screen.Paragraph("  ", 2, $"pixels: {model.Preprocessing}");
            screen.Paragraph("  ", 2, $"{model.Home}, {model.License}, sha256 {string.Join(" and ", model.Files.Select(file => file.Sha256[..HashPrefix]))}", "dim");
            screen.Paragraph("  ", 2, State(model), "dim");
        }
    }

    /// <summary>One of them, whole.</summary>
    public void Show(ModelJson model)
    {
        screen.Line(Screen.Styled(model.Name, "bold"));
        Row("what", model.Title);
        Row("trained for", model.Training);
        Row("pixels", model.Preprocessing);
        Row("from", $"{model.Home}, package {model.Package}");
        Row("license", model.License);
        Row("cite", model.Citation);
        foreach (ModelFileJson file in model.Files)
        {
            Row("file", string.Create(CultureInfo.InvariantCulture, $"{file.Name}, {file.Bytes:N0} bytes, sha256"));
            Row(string.Empty, file.Sha256);
        }

        Row("on this machine", State(model));
        if (!model.IsHere)
        {
            Row("to get it", model.HowToGet);
        }
    }

    private static string State(ModelJson model) => model switch
    {
        { IsHere: true } => $"here: {model.Folder}",
        { Problem: { } problem } => $"damaged: {problem}",
        _ => "not on this machine",
    };

    private void Row(string name, string text) => screen.Paragraph($"  [dim]{name.PadRight(Indent - 2)}[/]", Indent, text);
}
