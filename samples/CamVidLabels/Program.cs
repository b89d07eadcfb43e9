// Several labels for a picture: what can be seen in a street scene. What is done stands in CamVidLabelsRecipe.cs.
// dotnet run -c Release --project samples/CamVidLabels -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce camvid-labels)
using Hone.Learn;
using Hone.Method;
using Hone.Samples;

var experiment = new Experiment
{
    Data = new() { SharedFolder = args.ElementAtOrDefault(0), AllowDownload = true },
    Epochs = args.Length > 1 ? int.Parse(args[1]) : null,
    Seed = args.Length > 2 ? long.Parse(args[2]) : 1,
    Say = Console.WriteLine,
    Progress = new ConsoleProgress(),
};
Console.WriteLine(CamVidLabelsRecipe.Run(experiment));
