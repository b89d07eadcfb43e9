// Transfer learning: 12 flowers, 60 photos of each, features of a pretrained MobileNetV2. What is done stands in Flowers12Recipe.cs.
// dotnet run -c Release --project samples/Flowers12 -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce flowers12)
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
Console.WriteLine(Flowers12Recipe.Run(experiment));
