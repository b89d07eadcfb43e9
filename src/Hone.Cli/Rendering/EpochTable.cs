using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>The table of epochs, one row when each is over.</summary>
internal static class EpochTable
{
    private static readonly TextTable Table = new(
        new TableColumn("epoch", 5, IsNumber: true),
        new TableColumn("train loss", 10, IsNumber: true),
        new TableColumn("valid loss", 10, IsNumber: true),
        new TableColumn("accuracy", 8, IsNumber: true),
        new TableColumn("time", 7, IsNumber: true));

    public static string Header => Table.Header();

    public static string Row(EpochScore epoch) => Table.Row(
        epoch.Epoch.ToString(CultureInfo.InvariantCulture),
        Figures.Loss(epoch.TrainLoss),
        Figures.Loss(epoch.ValidLoss),
        Figures.Score(epoch.Accuracy),
        new TableCell(Figures.Duration(epoch.Seconds), "dim"));
}
